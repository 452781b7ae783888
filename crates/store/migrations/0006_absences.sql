-- Who is away, and who stands in for him. An end before the last day is written beside it; nothing is ever changed.
CREATE TABLE absences (
    id {id} NOT NULL CONSTRAINT absences_id PRIMARY KEY,
    account {id} NOT NULL REFERENCES accounts (id),
    deputy {id} NOT NULL REFERENCES accounts (id),
    office {text} NOT NULL,
    from_day {date} NOT NULL,
    through_day {date} NOT NULL,
    recorded_at {instant} NOT NULL,
    recorded_by {text} NOT NULL
) {rows};
CREATE INDEX absences_deputy ON absences (deputy, through_day);
CREATE INDEX absences_account ON absences (account, through_day);
CREATE INDEX absences_office ON absences (office, through_day);
{append only: absences}

CREATE TABLE absence_ends (
    absence {id} NOT NULL CONSTRAINT absence_ends_absence PRIMARY KEY REFERENCES absences (id),
    ended_at {instant} NOT NULL,
    ended_by {text} NOT NULL
) {keyed};
{append only: absence_ends}
