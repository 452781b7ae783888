-- The law's own text as it was published, by standard and edition. A later import stands beside the earlier ones: the newest counts.
CREATE TABLE law_texts (
    sequence {sequence},
    service {int} NOT NULL,
    adopted {date} NOT NULL,
    title {text} NOT NULL,
    file {text} NOT NULL,
    sha256 {text} NOT NULL,
    actor {text} NOT NULL,
    imported_at {instant} NOT NULL
) {rows};
{append only: law_texts}
CREATE INDEX law_texts_edition ON law_texts (service, adopted, sequence);
CREATE TABLE law_text_parts (
    law_text {int} NOT NULL REFERENCES law_texts (sequence),
    ordinal {int} NOT NULL,
    place {text} NOT NULL,
    heading {text} NOT NULL,
    folded {text} NOT NULL,
    content {text} NOT NULL,
    PRIMARY KEY (law_text, ordinal)
) {rows};
{append only: law_text_parts}
