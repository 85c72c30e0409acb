-- What a model that is not released yet says to test items, as its owner sent it. The first word of a version on an item
-- counts, so that nobody asks a model until its answer suits.
CREATE TABLE rescored_item (
    pipeline       TEXT             NOT NULL,
    model          TEXT             NOT NULL,
    prompt_version TEXT             NOT NULL,
    item_id        TEXT             NOT NULL,
    confidence     DOUBLE PRECISION NOT NULL,
    -- The hash of its output, to be compared with the item's target; null when only correct was sent.
    output_hash    TEXT,
    -- Whether it is right, as the sender judged it; null when only the output was sent.
    correct        BOOLEAN,
    sent_at_ms     BIGINT           NOT NULL,
    PRIMARY KEY (pipeline, model, prompt_version, item_id)
);
