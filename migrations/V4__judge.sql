-- What judges; immutable. basis is the hash of everything but the examples: of several versions with the same basis the
-- latest is in use.
CREATE TABLE judge_version (
    id            TEXT             NOT NULL PRIMARY KEY,
    pipeline      TEXT             NOT NULL,
    basis         TEXT             NOT NULL,
    model         TEXT             NOT NULL,
    temperature   DOUBLE PRECISION NOT NULL,
    seed          INTEGER,
    prompt        TEXT             NOT NULL,
    rubric        TEXT             NOT NULL,
    schema        TEXT             NOT NULL,
    -- The examples as they are shown, as JSON.
    examples      TEXT             NOT NULL,
    created_at_ms BIGINT           NOT NULL
);

CREATE INDEX judge_version_basis ON judge_version (pipeline, basis, created_at_ms);

-- One row per output and judge version: a verdict, or the cause why there is none. It repeats the facts of its output,
-- so that reports never read outputs.
CREATE TABLE judgment (
    id             TEXT             NOT NULL PRIMARY KEY,
    output_id      TEXT             NOT NULL,
    version_id     TEXT             NOT NULL REFERENCES judge_version (id),
    pipeline       TEXT             NOT NULL,
    hour           BIGINT           NOT NULL,
    policy_version INTEGER          NOT NULL,
    stratum        TEXT             NOT NULL,
    model          TEXT             NOT NULL,
    prompt_version TEXT             NOT NULL,
    u              DOUBLE PRECISION NOT NULL,
    -- The probability, over the sampling key, that the judge would see the output; 0 when it was only asked for.
    pi             DOUBLE PRECISION NOT NULL,
    reasons        TEXT             NOT NULL,
    verdict        TEXT,
    score          DOUBLE PRECISION,
    -- Rationale, rubric and attributes, as JSON.
    detail         TEXT,
    failure        TEXT,
    attempts       INTEGER          NOT NULL,
    input_tokens   BIGINT           NOT NULL,
    output_tokens  BIGINT           NOT NULL,
    -- Millionths of the price table's unit.
    cost_micros    BIGINT           NOT NULL,
    latency_ms     BIGINT           NOT NULL,
    judged_at_ms   BIGINT           NOT NULL
);

CREATE UNIQUE INDEX judgment_output ON judgment (output_id, version_id);
CREATE INDEX judgment_period ON judgment (pipeline, hour);

-- What judging cost, by epoch week (weeks begin on Mondays, UTC): the spend cap looks at a handful of rows.
CREATE TABLE judge_spend (
    week          BIGINT NOT NULL,
    version_id    TEXT   NOT NULL,
    calls         BIGINT NOT NULL,
    input_tokens  BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cost_micros   BIGINT NOT NULL,
    last_at_ms    BIGINT NOT NULL,
    PRIMARY KEY (week, version_id)
);
