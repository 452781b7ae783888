-- How many open cases an office has, by service, state, lateness and end of term: what is late and what is due is then counted
-- from as many rows as there are such groups, not from as many as there are cases. A change of a case writes a row
-- for what it leaves (-1) and one for what it comes to (+1) and locks none, so that nobody waits for another's count;
-- rows of one group are put together later.
CREATE TABLE case_counts (
    executing_office {text} NOT NULL,
    due_order {instant} NOT NULL,
    service {int} NOT NULL,
    state {text} NOT NULL,
    late {flag} NOT NULL,
    cases {int} NOT NULL
) {rows};
INSERT INTO case_counts (executing_office, due_order, service, state, late, cases)
    SELECT executing_office, due_order, service, state, late, count(*) FROM cases WHERE closed = FALSE
    GROUP BY executing_office, due_order, service, state, late;
CREATE INDEX case_counts_group ON case_counts (executing_office, due_order, service, state, late, cases);
{counted: case_counts.cases, cases where closed = FALSE, by executing_office due_order service state late}

-- Counted what the table above counts now.
DROP INDEX cases_overview;
