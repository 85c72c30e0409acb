-- The draw of an output whose score came after it: one row per output, by the first score it got in time. pi is what
-- was in force for its band when it arrived.
CREATE TABLE audit_draw (
    output_id     TEXT             NOT NULL PRIMARY KEY,
    pipeline      TEXT             NOT NULL,
    judge_version TEXT             NOT NULL,
    score         DOUBLE PRECISION NOT NULL,
    pi            DOUBLE PRECISION NOT NULL,
    drawn_at_ms   BIGINT           NOT NULL
);

-- How many outputs got their band later, in the keys of rollup: there they stand at intake_pi, and in an estimate at pi.
CREATE TABLE audit_scored (
    pipeline       TEXT             NOT NULL,
    hour           BIGINT           NOT NULL,
    stratum        TEXT             NOT NULL,
    policy_version INTEGER          NOT NULL,
    model          TEXT             NOT NULL,
    prompt_version TEXT             NOT NULL,
    intake_pi      DOUBLE PRECISION NOT NULL,
    pi             DOUBLE PRECISION NOT NULL,
    outputs        BIGINT           NOT NULL,
    PRIMARY KEY (pipeline, hour, stratum, policy_version, model, prompt_version, intake_pi, pi)
);
