-- How many outputs the judge's random share holds, whatever became of them: counted in the transaction that gives them
-- to the judge, so that one without a verdict is missed. share is the part of the sampling key that it takes.
CREATE TABLE judge_share (
    pipeline       TEXT             NOT NULL,
    hour           BIGINT           NOT NULL,
    policy_version INTEGER          NOT NULL,
    stratum        TEXT             NOT NULL,
    share          DOUBLE PRECISION NOT NULL,
    outputs        BIGINT           NOT NULL,
    PRIMARY KEY (pipeline, hour, policy_version, stratum)
);

-- Of the time before only those with a judgment are known; a share of 0 claims no others.
INSERT INTO judge_share (pipeline, hour, policy_version, stratum, share, outputs)
SELECT pipeline, hour, policy_version, stratum, 0, COUNT(DISTINCT output_id)
FROM judgment WHERE reasons LIKE '%share%'
GROUP BY pipeline, hour, policy_version, stratum;

-- Whether the verdict came of the policy's own rules alone, without anybody asking, asking again or drawing a sample:
-- only such a verdict releases, and only such verdicts certify.
ALTER TABLE judgment ADD COLUMN ruled BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE judgment SET ruled = TRUE
WHERE verdict IS NOT NULL AND pi > 0 AND (reasons LIKE '%share%' OR reasons LIKE '%low_confidence%');
