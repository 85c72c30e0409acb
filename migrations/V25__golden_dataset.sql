-- A dataset is a rule over items, as JSON. pipelines are those of the rule, comma-separated between commas.
CREATE TABLE golden_dataset (
    name          TEXT    NOT NULL PRIMARY KEY,
    pipelines     TEXT    NOT NULL,
    rule          TEXT    NOT NULL,
    created_at_ms BIGINT  NOT NULL,
    created_by    TEXT    NOT NULL,
    changed_at_ms BIGINT  NOT NULL,
    changed_by    TEXT    NOT NULL
);

-- A frozen version. number is null while its members are being written: until then it is nobody's.
CREATE TABLE golden_version (
    id            TEXT    NOT NULL PRIMARY KEY,
    dataset       TEXT    NOT NULL REFERENCES golden_dataset (name),
    number        INTEGER,
    root          TEXT    NOT NULL,
    rule          TEXT    NOT NULL,
    counts        TEXT    NOT NULL,
    restores      INTEGER,
    why           TEXT,
    created_at_ms BIGINT  NOT NULL,
    created_by    TEXT    NOT NULL
);

CREATE UNIQUE INDEX golden_version_number ON golden_version (dataset, number) WHERE number IS NOT NULL;
CREATE INDEX golden_version_unfinished ON golden_version (created_at_ms) WHERE number IS NULL;

-- Members in the order of their hashes, from 0.
CREATE TABLE golden_version_item (
    version_id TEXT             NOT NULL REFERENCES golden_version (id),
    seq        INTEGER          NOT NULL,
    item_id    TEXT             NOT NULL,
    hash       TEXT             NOT NULL,
    split      TEXT             NOT NULL,
    group_id   TEXT             NOT NULL,
    weight     DOUBLE PRECISION NOT NULL,
    bytes      BIGINT           NOT NULL,
    PRIMARY KEY (version_id, seq)
);

CREATE INDEX golden_version_split ON golden_version_item (version_id, split, seq);
