-- Why a review was withdrawn; NULL for every other state.
ALTER TABLE review ADD COLUMN closed_why TEXT;
-- The review whose verdict is looked at again; NULL for a first look.
ALTER TABLE review ADD COLUMN second_look_of TEXT;
CREATE UNIQUE INDEX review_second_look ON review (second_look_of) WHERE second_look_of IS NOT NULL;

-- Every certification of what the judge may release, the k-th of its pipeline; the latest one holds. bound is NULL when
-- nothing could be certified.
CREATE TABLE judge_certificate (
    pipeline        TEXT             NOT NULL,
    k               INTEGER          NOT NULL,
    version_id      TEXT             NOT NULL,
    policy_version  INTEGER          NOT NULL,
    max_error       DOUBLE PRECISION NOT NULL,
    confidence      DOUBLE PRECISION NOT NULL,
    -- The part of the error budget that it spent.
    delta           DOUBLE PRECISION NOT NULL,
    bound           DOUBLE PRECISION,
    why             TEXT             NOT NULL,
    audits          BIGINT           NOT NULL,
    wrong           BIGINT           NOT NULL,
    certified_at_ms BIGINT           NOT NULL,
    certified_by    TEXT             NOT NULL,
    withdrawn_at_ms BIGINT,
    withdrawn_why   TEXT,
    PRIMARY KEY (pipeline, k)
);

-- Who looks at a sample: people, judge or both.
ALTER TABLE sample ADD COLUMN audience TEXT NOT NULL DEFAULT 'people';

-- One row per output that was put to other models.
CREATE TABLE committee_case (
    output_id     TEXT             NOT NULL PRIMARY KEY,
    pipeline      TEXT             NOT NULL,
    hour          BIGINT           NOT NULL,
    -- The probability, over the sampling key, that the committee would see the output; 0 when it was only asked for.
    pi            DOUBLE PRECISION NOT NULL,
    measure       TEXT             NOT NULL,
    raise_when    TEXT             NOT NULL,
    asked_at_ms   BIGINT           NOT NULL,
    decide_by_ms  BIGINT           NOT NULL,
    settled_at_ms BIGINT,
    -- NULL while answers are waited for, and when none could be compared.
    disagrees     BOOLEAN
);

CREATE INDEX committee_case_period ON committee_case (pipeline, hour);

-- One row per output and model, from the start: it is finished once agrees or failure is there.
CREATE TABLE committee_answer (
    output_id      TEXT    NOT NULL REFERENCES committee_case (output_id),
    model          TEXT    NOT NULL,
    answer         TEXT,
    agrees         BOOLEAN,
    failure        TEXT,
    attempts       INTEGER NOT NULL,
    input_tokens   BIGINT  NOT NULL,
    output_tokens  BIGINT  NOT NULL,
    -- Millionths of the price table's unit.
    cost_micros    BIGINT  NOT NULL,
    latency_ms     BIGINT  NOT NULL,
    answered_at_ms BIGINT,
    PRIMARY KEY (output_id, model)
);

-- A job that has outputs of a past window judged by the endpoint's batch interface. state: preparing, submitted, ended.
CREATE TABLE judge_batch (
    id            TEXT   NOT NULL PRIMARY KEY,
    pipeline      TEXT   NOT NULL,
    version_id    TEXT   NOT NULL,
    from_hour     BIGINT NOT NULL,
    to_hour       BIGINT NOT NULL,
    state         TEXT   NOT NULL,
    remote_id     TEXT,
    trouble       TEXT,
    created_at_ms BIGINT NOT NULL,
    created_by    TEXT   NOT NULL,
    ended_at_ms   BIGINT
);

CREATE INDEX judge_batch_pipeline ON judge_batch (pipeline, id);

-- One row per output of a job. The answer must repeat the token of its question.
CREATE TABLE judge_batch_line (
    batch_id  TEXT NOT NULL REFERENCES judge_batch (id),
    output_id TEXT NOT NULL,
    token     TEXT NOT NULL,
    -- NULL while it is waited for; judged, or the cause why there is no verdict.
    outcome   TEXT,
    PRIMARY KEY (batch_id, output_id)
);
