-- Spans that wait until their trace is whole: then they become an output, and go. facts is what a span says of it.
CREATE TABLE otlp_span (
    pipeline  TEXT   NOT NULL,
    trace_id  TEXT   NOT NULL,
    span_id   TEXT   NOT NULL,
    parent_id TEXT,
    kind      TEXT   NOT NULL,
    name      TEXT   NOT NULL,
    end_ns    BIGINT NOT NULL,
    facts     TEXT   NOT NULL,
    at_ms     BIGINT NOT NULL,
    PRIMARY KEY (pipeline, trace_id, span_id)
);

-- What is older belongs to no trace any more.
CREATE INDEX otlp_span_at ON otlp_span (at_ms);

-- A trace that spans came of. rooted says that its first span is there; due_at_ms is when it is looked at, and of one that
-- is done when that was: what comes later of it is passed over.
CREATE TABLE otlp_trace (
    pipeline  TEXT    NOT NULL,
    trace_id  TEXT    NOT NULL,
    state     TEXT    NOT NULL,
    rooted    BOOLEAN NOT NULL,
    due_at_ms BIGINT  NOT NULL,
    PRIMARY KEY (pipeline, trace_id)
);

CREATE INDEX otlp_trace_due ON otlp_trace (state, due_at_ms);
