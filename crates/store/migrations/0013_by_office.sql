-- Cases of an office from the newest: a name that many have is looked for among the office's own cases, in the order in
-- which they are shown. What the office is to a case besides stands at the end, so that no case is looked at twice.
CREATE INDEX cases_of_lodging ON cases (lodging_office, id);
CREATE INDEX cases_of_executing ON cases (executing_office, id, lodging_office);
CREATE INDEX cases_of_holder ON cases (holder_office, id, lodging_office, executing_office);

-- Open cases of an office and a service in the order of the inbox: a service that an office rarely has, or never, is found
-- without passing its other cases.
CREATE INDEX cases_service_lodging ON cases (lodging_office, service, due_order, id, state) WHERE closed = FALSE;
CREATE INDEX cases_service_executing ON cases (executing_office, service, due_order, id, state) WHERE closed = FALSE;
CREATE INDEX cases_service_holder ON cases (holder_office, service, due_order, id, state) WHERE closed = FALSE;
