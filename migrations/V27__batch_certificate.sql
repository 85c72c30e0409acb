-- What was certified of a closed batch: that with this confidence at most max_error of what was delivered in the hours
-- [from_hour, to_hour) is wrong. put_right: what people found wrong was corrected before it counted. Issued once for a window and
-- its terms, and never changed; the counts are those that it rests on.
CREATE TABLE batch_certificate (
    pipeline     TEXT             NOT NULL,
    from_hour    BIGINT           NOT NULL,
    to_hour      BIGINT           NOT NULL,
    max_error    DOUBLE PRECISION NOT NULL,
    confidence   DOUBLE PRECISION NOT NULL,
    put_right    BOOLEAN          NOT NULL,
    bound        DOUBLE PRECISION NOT NULL,
    outputs      BIGINT           NOT NULL,
    reviewed     BIGINT           NOT NULL,
    by_chance    BIGINT           NOT NULL,
    seen         BIGINT           NOT NULL,
    wrong        BIGINT           NOT NULL,
    issued_at_ms BIGINT           NOT NULL,
    issued_by    TEXT             NOT NULL,
    PRIMARY KEY (pipeline, from_hour, to_hour, max_error, confidence, put_right)
);
