-- Requests that an officer began to type and has not lodged yet.
CREATE TABLE drafts (
    account {id} NOT NULL,
    name {text} NOT NULL,
    kept_at {instant} NOT NULL,
    content {json} NOT NULL,
    CONSTRAINT drafts_account_name PRIMARY KEY (account, name)
) {keyed};
CREATE INDEX drafts_age ON drafts (kept_at);
