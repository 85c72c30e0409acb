-- One row per draw, written together with its strata, members and reviews: it is there whole or not at all.
CREATE TABLE sample (
    id             TEXT             NOT NULL PRIMARY KEY,
    pipeline       TEXT             NOT NULL,
    -- The plan that drew it; '-' when somebody asked for it.
    plan           TEXT             NOT NULL,
    -- Where the plan's period begins; the request's key when somebody asked for it. Whoever draws it, a period is
    -- drawn once.
    period         TEXT             NOT NULL,
    from_hour      BIGINT           NOT NULL,
    to_hour        BIGINT           NOT NULL,
    method         TEXT             NOT NULL,
    allocation     TEXT             NOT NULL,
    asked_size     INTEGER,
    asked_rate     DOUBLE PRECISION,
    floor_size     INTEGER          NOT NULL,
    seed           TEXT,
    -- The sampling key at which the draw starts; 0 is where the random audit starts.
    start_key      DOUBLE PRECISION NOT NULL,
    policy_version INTEGER          NOT NULL,
    population     BIGINT           NOT NULL,
    members        BIGINT           NOT NULL,
    note           TEXT,
    created_at_ms  BIGINT           NOT NULL,
    created_by     TEXT             NOT NULL
);

CREATE UNIQUE INDEX sample_period ON sample (pipeline, plan, period);
CREATE INDEX sample_pipeline ON sample (pipeline, id);

CREATE TABLE sample_stratum (
    sample_id  TEXT             NOT NULL REFERENCES sample (id),
    stratum    TEXT             NOT NULL,
    population BIGINT           NOT NULL,
    allotted   BIGINT           NOT NULL,
    drawn      BIGINT           NOT NULL,
    inclusion  DOUBLE PRECISION NOT NULL,
    threshold  DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (sample_id, stratum)
);

CREATE TABLE sample_member (
    sample_id TEXT             NOT NULL REFERENCES sample (id),
    output_id TEXT             NOT NULL,
    stratum   TEXT             NOT NULL,
    u         DOUBLE PRECISION NOT NULL,
    pi        DOUBLE PRECISION NOT NULL,
    -- NULL when retention had removed the text: there is nothing to review.
    review_id TEXT,
    -- Whether the sample opened that review; otherwise the output was under review already.
    opened    BOOLEAN          NOT NULL,
    PRIMARY KEY (sample_id, output_id)
);

-- The sample that opened the review; NULL when intake did.
ALTER TABLE review ADD COLUMN sample_id TEXT;
-- The largest inclusion probability that samples which start where the audit starts gave this output; NULL when it is
-- in none. An output is under review by design when u < pi or sample_pi is not null, and then its inclusion
-- probability is the larger of the two: all of them cut the same key.
ALTER TABLE review ADD COLUMN sample_pi DOUBLE PRECISION;

-- The probability with which doubtful outputs are reviewed. Rows are only ever added; the latest is in force.
CREATE TABLE budget_rate (
    pipeline          TEXT             NOT NULL,
    day               BIGINT           NOT NULL,
    policy_version    INTEGER          NOT NULL,
    since_ms          BIGINT           NOT NULL,
    reviews_per_week  BIGINT           NOT NULL,
    audit_share       BIGINT           NOT NULL,
    doubtful_share    BIGINT           NOT NULL,
    doubtful_arrivals DOUBLE PRECISION NOT NULL,
    audit_arrivals    DOUBLE PRECISION NOT NULL,
    pi_low            DOUBLE PRECISION NOT NULL,
    why               TEXT             NOT NULL,
    PRIMARY KEY (pipeline, day, policy_version)
);
