-- The overview counts what ends soon by office, state and service: with these columns behind the order of the inbox, both
-- are answered by the index. `closed` makes it cover the whole question for SQLite, which reads the row otherwise.
DROP INDEX cases_inbox_executing;
CREATE INDEX cases_inbox_executing ON cases (executing_office, due_order, id, state, service, closed) WHERE closed = FALSE;
