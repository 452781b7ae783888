-- Service and state at the end of the index: what ends soon is then counted from the index alone.
DROP INDEX cases_inbox_executing;
CREATE INDEX cases_inbox_executing ON cases (executing_office, due_order, id, service, state) WHERE closed = FALSE;
