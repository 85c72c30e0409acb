-- How the queries of a pipeline are told apart, learned from those that were audited. No text but the words that
-- at least five of them share.
CREATE TABLE topic_model (
    pipeline      TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    learned_at_ms BIGINT  NOT NULL,
    queries       INTEGER NOT NULL,
    model         TEXT    NOT NULL,
    PRIMARY KEY (pipeline, version)
);

-- Which topic an audited output's query is of, by the latest version. -1 where it has no word.
CREATE TABLE output_topic (
    output_id TEXT    NOT NULL PRIMARY KEY,
    version   INTEGER NOT NULL,
    topic     INTEGER NOT NULL
);
