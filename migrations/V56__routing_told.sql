-- What a pipeline's endpoint was told of routing advice last, as JSON by topic: one row for each pipeline.
CREATE TABLE routing_told (
    pipeline   TEXT   NOT NULL PRIMARY KEY,
    told       TEXT   NOT NULL,
    told_at_ms BIGINT NOT NULL
);
