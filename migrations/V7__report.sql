-- One digest per pipeline and week. Until it is posted it is written anew whenever somebody asks; then it stays.
CREATE TABLE digest (
    -- Follows from pipeline and week, so that two nodes that write it at once agree.
    id            TEXT   NOT NULL PRIMARY KEY,
    pipeline      TEXT   NOT NULL,
    week          TEXT   NOT NULL,
    zone          TEXT   NOT NULL,
    created_at_ms BIGINT NOT NULL,
    content       TEXT   NOT NULL,
    posted_at_ms  BIGINT
);

CREATE UNIQUE INDEX digest_week ON digest (pipeline, week);

-- Who was reminded on which day. kind is 'reviewer' or 'escalation'; recipient is a reviewer's id, or the pipeline.
CREATE TABLE reminder_sent (
    kind       TEXT   NOT NULL,
    recipient  TEXT   NOT NULL,
    day        TEXT   NOT NULL,
    sent_at_ms BIGINT NOT NULL,
    PRIMARY KEY (kind, recipient, day)
);

-- Reviews that somebody holds, by when they are due: few, however long the queue is.
CREATE INDEX review_claimed ON review (pipeline, due_at_ms, id) WHERE state = 'open' AND claimed_by IS NOT NULL;
-- Whom to thank for a week.
CREATE INDEX decision_period ON decision (pipeline, decided_at_ms);
