-- Outputs that came without a confidence and are given one by a check. Until settled_at_ms an output waits, and no
-- longer than decide_by_ms. doubtful_pi is what was in force at intake for outputs that a rule finds doubtful.
CREATE TABLE self_check (
    output_id     TEXT             NOT NULL PRIMARY KEY,
    pipeline      TEXT             NOT NULL,
    hour          BIGINT           NOT NULL,
    doubtful_pi   DOUBLE PRECISION NOT NULL,
    asked_at_ms   BIGINT           NOT NULL,
    decide_by_ms  BIGINT           NOT NULL,
    attempts      INTEGER          NOT NULL,
    settled_at_ms BIGINT,
    check_version TEXT,
    score         DOUBLE PRECISION,
    parts         TEXT,
    confidence    DOUBLE PRECISION,
    failure       TEXT
);

CREATE INDEX self_check_waiting ON self_check (decide_by_ms) WHERE settled_at_ms IS NULL;

-- What scores of a version turned out to mean, by audits. A row is never changed: what was in force when an output
-- came in stays known.
CREATE TABLE check_calibration (
    pipeline      TEXT    NOT NULL,
    check_version TEXT    NOT NULL,
    made_at_ms    BIGINT  NOT NULL,
    audits        BIGINT  NOT NULL,
    wrong         BIGINT  NOT NULL,
    bands         TEXT    NOT NULL,
    PRIMARY KEY (pipeline, check_version, made_at_ms)
);

-- The rate of the random audit alone, where it is not the draw's own probability.
ALTER TABLE audit_draw ADD COLUMN audit_rate DOUBLE PRECISION;
