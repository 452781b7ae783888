-- What those who work on a case write down for each other. No event: a note needs no paragraph and changes nothing.
CREATE TABLE case_notes (
    sequence {sequence},
    case_id {id} NOT NULL REFERENCES cases (id),
    written_at {instant} NOT NULL,
    author {json} NOT NULL,
    text {text} NOT NULL
) {rows};
CREATE INDEX case_notes_case ON case_notes (case_id, sequence);
{append only: case_notes}

-- Who keeps a case open. A look is in the access log; only how long it lasts stands here.
CREATE TABLE case_presence (
    case_id {id} NOT NULL REFERENCES cases (id),
    account {id} NOT NULL,
    since {instant} NOT NULL,
    seen_at {instant} NOT NULL,
    -- Looks up to this instant were closed.
    gone_at {instant},
    CONSTRAINT case_presence_case_id_account PRIMARY KEY (case_id, account)
) {keyed};
CREATE INDEX case_presence_age ON case_presence (seen_at);
