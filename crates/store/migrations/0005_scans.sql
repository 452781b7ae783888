-- Scans of papers: beside a draft until the request is lodged, then with the case for good.
CREATE TABLE draft_scans (
    id {id} NOT NULL PRIMARY KEY,
    account {id} NOT NULL,
    draft {text} NOT NULL,
    paper {text} NOT NULL,
    media {text} NOT NULL,
    name {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {bytes} NOT NULL,
    kept_at {instant} NOT NULL,
    content {bytes} NOT NULL,
    CONSTRAINT draft_scans_file UNIQUE (account, draft, paper, sha256)
) {rows};
CREATE INDEX draft_scans_age ON draft_scans (kept_at);

CREATE TABLE case_scans (
    id {id} NOT NULL PRIMARY KEY,
    case_id {id} NOT NULL REFERENCES cases (id),
    account {id} NOT NULL,
    paper {text} NOT NULL,
    media {text} NOT NULL,
    name {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {bytes} NOT NULL,
    kept_at {instant} NOT NULL,
    content {bytes} NOT NULL
) {rows};
CREATE INDEX case_scans_case ON case_scans (case_id, kept_at);
{append only: case_scans}
