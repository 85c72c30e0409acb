-- What somebody asked to be erased. subject is whom or what, for as long as the work needs it; NULL once nothing is left.
-- stage and cursor are how far the work is; outputs, held and counts say what was done so far. Of one that is done, counts is
-- the receipt.
CREATE TABLE erasure (
    id              TEXT    NOT NULL PRIMARY KEY,
    pipeline        TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    name            TEXT,
    subject         TEXT,
    why             TEXT,
    requested_by    TEXT    NOT NULL,
    requested_at_ms BIGINT  NOT NULL,
    state           TEXT    NOT NULL,
    stage           INTEGER NOT NULL,
    cursor          TEXT    NOT NULL,
    outputs         BIGINT  NOT NULL,
    held            BIGINT  NOT NULL,
    looked_at       BIGINT  NOT NULL,
    counts          TEXT    NOT NULL,
    finished_at_ms  BIGINT
);
CREATE INDEX erasure_open ON erasure (pipeline, state);

-- Reviews whose messages are taken out of their channel, so that a receipt can say how many are left.
CREATE TABLE erasure_review (
    erasure_id  TEXT NOT NULL,
    review_id   TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    PRIMARY KEY (erasure_id, review_id)
);

-- What must not be erased, and neither expire, until somebody releases it.
CREATE TABLE legal_hold (
    id             TEXT   NOT NULL PRIMARY KEY,
    pipeline       TEXT   NOT NULL,
    kind           TEXT   NOT NULL,
    name           TEXT,
    -- Whom or what it names; NULL once it is released.
    subject        TEXT,
    why            TEXT   NOT NULL,
    placed_by      TEXT   NOT NULL,
    placed_at_ms   BIGINT NOT NULL,
    released_by    TEXT,
    released_at_ms BIGINT
);
CREATE INDEX legal_hold_in_force ON legal_hold (pipeline) WHERE released_at_ms IS NULL;

-- Of which subject an output is, by the keys of its metadata that the policy names: a keyed pseudonym of key and value.
CREATE TABLE output_subject (
    subject_key BIGINT NOT NULL,
    output_id   TEXT   NOT NULL,
    PRIMARY KEY (subject_key, output_id)
);

CREATE INDEX output_subject_output ON output_subject (output_id);

-- Since when outputs are noted under the pseudonyms of a key: another secret makes others.
CREATE TABLE output_subject_since (
    fingerprint BIGINT NOT NULL PRIMARY KEY,
    since_ms    BIGINT NOT NULL
);

-- External ids of outputs that were erased, as keyed pseudonyms: who sends one again is told so, instead of having erased
-- texts stored anew.
CREATE TABLE output_erased (
    name_key  BIGINT NOT NULL PRIMARY KEY,
    output_id TEXT   NOT NULL
);

-- By which entry this one lost its texts; NULL while it has them.
ALTER TABLE ledger_entry ADD COLUMN redacted_by BIGINT;
CREATE INDEX ledger_entry_subject ON ledger_entry (subject);

-- Every review that an output ever had.
CREATE INDEX review_output ON review (output_id);
