-- Everything that administrators put in force: files of the rulebook, one or several at a time, and editions of standards
-- from a day on; also what was withdrawn before its day. What was ever in force stays readable.
CREATE TABLE rule_changes (
    change {int} NOT NULL,
    -- Empty for a withdrawal, which has no file.
    path {text} NOT NULL,
    content {text} NOT NULL,
    -- The edition, where the file is one.
    service {int},
    adopted {date},
    in_force_from {date},
    replaces {date},
    -- The change that this one withdraws.
    withdraws {int},
    cite {text} NOT NULL,
    actor {text} NOT NULL,
    recorded_at {instant} NOT NULL,
    CONSTRAINT rule_changes_change_path PRIMARY KEY (change, path)
) {rows};
INSERT INTO rule_changes
    (change, path, content, service, adopted, in_force_from, replaces, cite, actor, recorded_at)
    SELECT sequence, path, content, service, adopted, in_force_from, replaces, cite, actor, recorded_at FROM activations;
DROP TABLE activations;
{append only: rule_changes}
