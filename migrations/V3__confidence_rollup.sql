-- How confident the outputs were, for the cost of a threshold: nobody has to look at the outputs themselves. bin b holds
-- confidences from b/100 up to but not including (b+1)/100, bin 99 also 1; -1 holds outputs without a confidence.
CREATE TABLE confidence_rollup (
    pipeline       TEXT    NOT NULL,
    day            BIGINT  NOT NULL,
    policy_version INTEGER NOT NULL,
    model          TEXT    NOT NULL,
    prompt_version TEXT    NOT NULL,
    bin            INTEGER NOT NULL,
    outputs        BIGINT  NOT NULL,
    PRIMARY KEY (pipeline, day, policy_version, model, prompt_version, bin)
);

-- What a decision says of each attribute, fixed when it is made: it needs the output's text, which retention removes.
ALTER TABLE decision ADD COLUMN outcomes TEXT;

-- Thresholds that were put into force on advice. Each spends its part of the probability of being wrong.
CREATE TABLE threshold_application (
    pipeline       TEXT             NOT NULL,
    k              INTEGER          NOT NULL,
    threshold      DOUBLE PRECISION NOT NULL,
    max_error      DOUBLE PRECISION NOT NULL,
    confidence     DOUBLE PRECISION NOT NULL,
    delta          DOUBLE PRECISION NOT NULL,
    audits         INTEGER          NOT NULL,
    policy_version INTEGER          NOT NULL,
    applied_at_ms  BIGINT           NOT NULL,
    applied_by     TEXT             NOT NULL,
    PRIMARY KEY (pipeline, k)
);
