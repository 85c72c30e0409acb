-- The bands of a policy version's active audit, fixed once from what was known before and never changed after: they are
-- part of every inclusion probability. bands is JSON: of each the lowest score, its share of the traffic, what it was
-- learnt from, and its rate. rate is the policy's audit rate; at floor_rate outputs are audited while a score is
-- awaited.
CREATE TABLE audit_plan (
    pipeline       TEXT             NOT NULL,
    policy_version INTEGER          NOT NULL,
    score          TEXT             NOT NULL,
    rate           DOUBLE PRECISION NOT NULL,
    floor_rate     DOUBLE PRECISION NOT NULL,
    bands          TEXT             NOT NULL,
    labels         BIGINT           NOT NULL,
    cost           DOUBLE PRECISION NOT NULL,
    created_at_ms  BIGINT           NOT NULL,
    PRIMARY KEY (pipeline, policy_version)
);
