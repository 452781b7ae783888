-- Editions of standards that an administrator put in force; what was ever in force stays readable.
CREATE TABLE activations (
    sequence {sequence},
    service {int} NOT NULL,
    adopted {date} NOT NULL,
    in_force_from {date} NOT NULL,
    replaces {date} NOT NULL,
    path {text} NOT NULL,
    content {text} NOT NULL,
    cite {text} NOT NULL,
    actor {text} NOT NULL,
    recorded_at {instant} NOT NULL,
    CONSTRAINT activations_service_adopted UNIQUE (service, adopted)
) {rows};
{append only: activations}
