-- Development mode. The outputs and reviews of an experiment stand under a population of their own, PIPELINE~ID, so that
-- nothing that asks for a pipeline comes across them.
CREATE TABLE experiment (
    id            TEXT    NOT NULL PRIMARY KEY,
    pipeline      TEXT    NOT NULL,
    population    TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    description   TEXT,
    judge         BOOLEAN NOT NULL,
    golden        BOOLEAN NOT NULL,
    -- draft, open, closed
    state         TEXT    NOT NULL,
    created_at_ms BIGINT  NOT NULL,
    created_by    TEXT    NOT NULL,
    started_at_ms BIGINT,
    closed_at_ms  BIGINT,
    -- When retention removed the texts.
    cleared_at_ms BIGINT
);

CREATE INDEX experiment_pipeline ON experiment (pipeline, id);

-- Prompts of versions that a model writes the outputs of.
CREATE TABLE experiment_prompt (
    experiment_id TEXT NOT NULL REFERENCES experiment (id),
    version       TEXT NOT NULL,
    -- An ExperimentGeneration.Prompt with its model, as JSON; NULL once retention has removed it.
    prompt        TEXT,
    PRIMARY KEY (experiment_id, version)
);

-- What one version answered to one case. Reviewers see the output that output_id names, which knows no version.
CREATE TABLE experiment_item (
    id            TEXT    NOT NULL PRIMARY KEY,
    experiment_id TEXT    NOT NULL REFERENCES experiment (id),
    case_id       TEXT    NOT NULL,
    version       TEXT    NOT NULL,
    -- ready, waiting for a model, failed
    state         TEXT    NOT NULL,
    -- What is shown, as JSON; without an output while it waits; NULL once retention has removed it.
    body          TEXT,
    failure       TEXT,
    attempts      INTEGER NOT NULL,
    -- Millionths of the price table's unit.
    cost_micros   BIGINT  NOT NULL,
    output_id     TEXT
);

CREATE UNIQUE INDEX experiment_item_case ON experiment_item (experiment_id, case_id, version);

-- Whether a correction may become a golden example.
ALTER TABLE review ADD COLUMN golden BOOLEAN NOT NULL DEFAULT TRUE;
