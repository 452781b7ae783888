-- Service and state at the end of these indexes too: a filter that few cases of an office pass is then looked for in the
-- index alone, without the rows.
DROP INDEX cases_inbox_lodging;
CREATE INDEX cases_inbox_lodging ON cases (lodging_office, due_order, id, service, state) WHERE closed = FALSE;
DROP INDEX cases_inbox_holder;
CREATE INDEX cases_inbox_holder ON cases (holder_office, due_order, id, service, state) WHERE closed = FALSE;
