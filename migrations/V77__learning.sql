-- Batches of outputs that were chosen to learn from: one for each slot of time, whoever comes first.
CREATE TABLE learn_batch (
    pipeline     TEXT    NOT NULL,
    slot_ms      BIGINT  NOT NULL,
    opened_at_ms BIGINT  NOT NULL,
    opened       INTEGER NOT NULL,
    PRIMARY KEY (pipeline, slot_ms)
);
