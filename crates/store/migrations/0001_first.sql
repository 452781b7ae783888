-- Names of unique rules are table_column[_column]: both databases then report a conflict under the same name.

CREATE TABLE events (
    sequence {sequence},
    case_id {id} NOT NULL,
    version {int} NOT NULL,
    recorded_at {instant} NOT NULL,
    actor {text} NOT NULL,
    kind {text} NOT NULL,
    payload {bytes} NOT NULL,
    cite {text} NOT NULL,
    leaf_hash {bytes} NOT NULL,
    CONSTRAINT events_case_id_version UNIQUE (case_id, version)
) {rows};
{append only: events}

CREATE TABLE cases (
    id {id} NOT NULL CONSTRAINT cases_id PRIMARY KEY,
    number {text} NOT NULL CONSTRAINT cases_number UNIQUE,
    service {int} NOT NULL,
    edition {text} NOT NULL,
    lodging_office {text} NOT NULL,
    executing_office {text} NOT NULL,
    holder_office {text} NOT NULL,
    assignee {id},
    state {text} NOT NULL,
    channel {text} NOT NULL,
    product {text},
    label {text} NOT NULL,
    lodged_at {instant} NOT NULL,
    due_at {instant},
    -- due_at, or the end of time: both databases then sort and seek alike.
    due_order {instant} NOT NULL,
    version {int} NOT NULL,
    closed {flag} NOT NULL,
    late {flag} NOT NULL,
    -- Last, so that lists do not read it.
    state_json {json} NOT NULL
) {rows};
CREATE INDEX cases_inbox ON cases (due_order, id) WHERE closed = FALSE;
CREATE INDEX cases_inbox_lodging ON cases (lodging_office, due_order, id) WHERE closed = FALSE;
CREATE INDEX cases_inbox_executing ON cases (executing_office, due_order, id) WHERE closed = FALSE;
CREATE INDEX cases_inbox_holder ON cases (holder_office, due_order, id) WHERE closed = FALSE;
CREATE INDEX cases_inbox_assignee ON cases (assignee, due_order, id) WHERE closed = FALSE;
CREATE INDEX cases_overview ON cases (executing_office, state, late) WHERE closed = FALSE;

CREATE TABLE case_parcels (
    cadastral_number {text} NOT NULL,
    case_id {id} NOT NULL REFERENCES cases (id),
    CONSTRAINT case_parcels_cadastral_number_case_id PRIMARY KEY (cadastral_number, case_id)
) {keyed};
CREATE INDEX case_parcels_case ON case_parcels (case_id);

CREATE TABLE case_identifiers (
    kind {text} NOT NULL,
    value {text} NOT NULL,
    case_id {id} NOT NULL REFERENCES cases (id),
    CONSTRAINT case_identifiers_kind_value_case_id PRIMARY KEY (kind, value, case_id)
) {keyed};
CREATE INDEX case_identifiers_case ON case_identifiers (case_id);

CREATE TABLE case_name_tokens (
    token {text} NOT NULL,
    case_id {id} NOT NULL REFERENCES cases (id),
    CONSTRAINT case_name_tokens_token_case_id PRIMARY KEY (token, case_id)
) {keyed};
CREATE INDEX case_name_tokens_case ON case_name_tokens (case_id);

CREATE TABLE tracking_secrets (
    secret_hash {bytes} NOT NULL CONSTRAINT tracking_secrets_secret_hash PRIMARY KEY,
    case_id {id} NOT NULL CONSTRAINT tracking_secrets_case_id UNIQUE REFERENCES cases (id)
) {keyed};

CREATE TABLE timers (
    case_id {id} NOT NULL REFERENCES cases (id),
    kind {text} NOT NULL,
    due_at {instant} NOT NULL,
    payload {json} NOT NULL,
    -- due_at, or the end of the running claim.
    ready_at {instant} NOT NULL,
    claimed_by {text},
    attempts {int} NOT NULL,
    CONSTRAINT timers_case_id_kind PRIMARY KEY (case_id, kind)
) {keyed};
CREATE INDEX timers_ready ON timers (ready_at);

CREATE TABLE counters (
    series {text} NOT NULL CONSTRAINT counters_series PRIMARY KEY,
    value {int} NOT NULL
) {keyed};
{never back: counters.value}

CREATE TABLE register_counters (
    register {text} NOT NULL,
    office {text} NOT NULL,
    year {int} NOT NULL,
    last_number {int} NOT NULL,
    CONSTRAINT register_counters_register_office_year PRIMARY KEY (register, office, year)
) {keyed};
{never back: register_counters.last_number}

CREATE TABLE register_entries (
    register {text} NOT NULL,
    office {text} NOT NULL,
    year {int} NOT NULL,
    number {int} NOT NULL,
    case_id {id},
    recorded_at {instant} NOT NULL,
    day {date} NOT NULL,
    payload {json} NOT NULL,
    CONSTRAINT register_entries_register_office_year_number PRIMARY KEY (register, office, year, number)
) {keyed};
CREATE INDEX register_entries_case ON register_entries (case_id);
{append only: register_entries}

CREATE TABLE idempotency (
    actor {text} NOT NULL,
    key {text} NOT NULL,
    request_hash {bytes} NOT NULL,
    status {int},
    body {bytes},
    created_at {instant} NOT NULL,
    CONSTRAINT idempotency_actor_key PRIMARY KEY (actor, key)
) {rows};
CREATE INDEX idempotency_created ON idempotency (created_at);

CREATE TABLE messages (
    id {id} NOT NULL CONSTRAINT messages_id PRIMARY KEY,
    case_id {id},
    recipient_kind {text} NOT NULL,
    recipient {text} NOT NULL,
    channel {text} NOT NULL,
    kind {text} NOT NULL,
    lang {text} NOT NULL,
    body {json} NOT NULL,
    created_at {instant} NOT NULL,
    state {text} NOT NULL,
    -- When it may be claimed (next); empty when nothing is left to do.
    ready_at {instant},
    claimed_by {text},
    attempts {int} NOT NULL,
    settled_at {instant}
) {rows};
CREATE INDEX messages_ready ON messages (ready_at) WHERE ready_at IS NOT NULL;
CREATE INDEX messages_case ON messages (case_id, id);
CREATE INDEX messages_recipient ON messages (recipient_kind, recipient, id);

CREATE TABLE accounts (
    id {id} NOT NULL CONSTRAINT accounts_id PRIMARY KEY,
    login {text} NOT NULL CONSTRAINT accounts_login UNIQUE,
    name {text} NOT NULL,
    office {text} NOT NULL,
    roles {json} NOT NULL,
    password_hash {text} NOT NULL,
    status {text} NOT NULL,
    failed_attempts {int} NOT NULL,
    locked_until {instant},
    created_at {instant} NOT NULL,
    version {int} NOT NULL
) {rows};
CREATE INDEX accounts_office ON accounts (office, login);

CREATE TABLE sessions (
    token_hash {bytes} NOT NULL CONSTRAINT sessions_token_hash PRIMARY KEY,
    account {id} NOT NULL REFERENCES accounts (id),
    csrf_hash {bytes} NOT NULL,
    created_at {instant} NOT NULL,
    last_seen_at {instant} NOT NULL,
    expires_at {instant} NOT NULL
) {keyed};
CREATE INDEX sessions_account ON sessions (account);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE one_time_links (
    token_hash {bytes} NOT NULL CONSTRAINT one_time_links_token_hash PRIMARY KEY,
    purpose {text} NOT NULL,
    subject {text},
    expires_at {instant} NOT NULL,
    used_at {instant}
) {keyed};

CREATE TABLE access_log (
    sequence {sequence},
    seen_at {instant} NOT NULL,
    actor {text} NOT NULL,
    office {text} NOT NULL,
    case_id {id} NOT NULL,
    what {text} NOT NULL,
    why {text} NOT NULL
) {rows};
CREATE INDEX access_log_case ON access_log (case_id, sequence);
{append only: access_log}

CREATE TABLE transfer_lists (
    id {id} NOT NULL CONSTRAINT transfer_lists_id PRIMARY KEY,
    from_office {text} NOT NULL,
    to_office {text} NOT NULL,
    year {int} NOT NULL,
    number {int} NOT NULL,
    created_at {instant} NOT NULL,
    sent_at {instant},
    received_at {instant},
    CONSTRAINT transfer_lists_from_office_year_number UNIQUE (from_office, year, number)
) {rows};
CREATE INDEX transfer_lists_from ON transfer_lists (from_office, id);
CREATE INDEX transfer_lists_to ON transfer_lists (to_office, id);

CREATE TABLE transfer_list_items (
    list {id} NOT NULL REFERENCES transfer_lists (id),
    case_id {id} NOT NULL REFERENCES cases (id),
    CONSTRAINT transfer_list_items_list_case_id PRIMARY KEY (list, case_id)
) {keyed};
CREATE INDEX transfer_list_items_case ON transfer_list_items (case_id);

CREATE TABLE settings (
    key {text} NOT NULL CONSTRAINT settings_key PRIMARY KEY,
    value {json} NOT NULL
) {keyed};
