-- A trial of thresholds: which of them, and since when, fixed before its verdicts are looked at. Another model or prompt
-- version begins the next. thresholds and entries are JSON lists. subject is '' for the overall confidence, else 'attribute:'
-- and its name; asked_model and asked_prompt_version are '' for all. From here on the steps of confidence_rollup.bin are
-- those of ConfidenceScale; 1 to 98 stay hundredths, 0 and 99 stand for the lowest and the highest hundredth counted before.
CREATE TABLE threshold_trial (
    pipeline             TEXT             NOT NULL,
    subject              TEXT             NOT NULL,
    asked_model          TEXT             NOT NULL,
    asked_prompt_version TEXT             NOT NULL,
    max_error            DOUBLE PRECISION NOT NULL,
    k                    INTEGER          NOT NULL,
    model                TEXT             NOT NULL,
    prompt_version       TEXT             NOT NULL,
    from_hour            BIGINT           NOT NULL,
    thresholds           TEXT             NOT NULL,
    entries              TEXT             NOT NULL,
    audits               INTEGER          NOT NULL,
    opened_at_ms         BIGINT           NOT NULL,
    PRIMARY KEY (pipeline, subject, asked_model, asked_prompt_version, max_error, k)
);

-- The trial that an applied threshold rests on; null when it was applied on a look at one time.
ALTER TABLE threshold_application ADD COLUMN trial INTEGER;
