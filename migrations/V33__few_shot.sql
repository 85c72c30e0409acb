-- Whether an output names golden items that stood in its prompt as examples: what a comparison of outputs with and
-- without examples goes by. Repeated on the review as every fact is.
ALTER TABLE output ADD COLUMN few_shot BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE review ADD COLUMN few_shot BOOLEAN NOT NULL DEFAULT FALSE;

-- How many of the outputs that rollup counts were made with examples; pi is that of the band where a score came later.
CREATE TABLE few_shot_rollup (
    pipeline       TEXT             NOT NULL,
    hour           BIGINT           NOT NULL,
    stratum        TEXT             NOT NULL,
    policy_version INTEGER          NOT NULL,
    model          TEXT             NOT NULL,
    prompt_version TEXT             NOT NULL,
    pi             DOUBLE PRECISION NOT NULL,
    outputs        BIGINT           NOT NULL,
    PRIMARY KEY (pipeline, hour, stratum, policy_version, model, prompt_version, pi)
);
