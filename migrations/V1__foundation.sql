-- Both databases run this file. Times are epoch milliseconds in UTC, hours are epoch hours, ids are UUIDv7 as text,
-- probabilities are 0 to 1. JSON is kept as text: bodies are hashed and must come back byte for byte.

CREATE TABLE pipeline_policy (
    pipeline      TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    policy        TEXT    NOT NULL,
    created_at_ms BIGINT  NOT NULL,
    created_by    TEXT    NOT NULL,
    PRIMARY KEY (pipeline, version)
);

-- One row per output. All but body is immutable; retention clears the body and keeps the facts.
CREATE TABLE output (
    id             TEXT             NOT NULL PRIMARY KEY,
    pipeline       TEXT             NOT NULL,
    external_id    TEXT             NOT NULL,
    body_hash      TEXT             NOT NULL,
    received_at_ms BIGINT           NOT NULL,
    -- The hour the model answered in: the period the output counts for.
    hour           BIGINT           NOT NULL,
    policy_version INTEGER          NOT NULL,
    stratum        TEXT             NOT NULL,
    model          TEXT             NOT NULL,
    prompt_version TEXT             NOT NULL,
    confidence     DOUBLE PRECISION,
    -- The sampling key, in [0, 1), and the probability that u falls below: fixed here, never changed after.
    u              DOUBLE PRECISION NOT NULL,
    pi             DOUBLE PRECISION NOT NULL,
    -- The probability of the plain random audit alone: { u < audit_rate } is a fair sample of everything.
    audit_rate     DOUBLE PRECISION NOT NULL,
    route          TEXT             NOT NULL,
    reasons        TEXT             NOT NULL,
    review_id      TEXT,
    body           TEXT
);

CREATE UNIQUE INDEX output_external ON output (pipeline, external_id);
-- Every random draw is a range over this index, never a scan.
CREATE INDEX output_sampling ON output (pipeline, stratum, hour, u);

-- How many outputs there were, for every figure that needs a population. Kept up in the intake transaction.
CREATE TABLE rollup (
    pipeline       TEXT             NOT NULL,
    hour           BIGINT           NOT NULL,
    stratum        TEXT             NOT NULL,
    policy_version INTEGER          NOT NULL,
    model          TEXT             NOT NULL,
    prompt_version TEXT             NOT NULL,
    route          TEXT             NOT NULL,
    pi             DOUBLE PRECISION NOT NULL,
    outputs        BIGINT           NOT NULL,
    PRIMARY KEY (pipeline, hour, stratum, policy_version, model, prompt_version, route, pi)
);

-- A review repeats the facts of its output, so that reports read reviews and never outputs.
CREATE TABLE review (
    id             TEXT             NOT NULL PRIMARY KEY,
    output_id      TEXT             NOT NULL REFERENCES output (id),
    pipeline       TEXT             NOT NULL,
    hour           BIGINT           NOT NULL,
    policy_version INTEGER          NOT NULL,
    stratum        TEXT             NOT NULL,
    model          TEXT             NOT NULL,
    prompt_version TEXT             NOT NULL,
    confidence     DOUBLE PRECISION,
    u              DOUBLE PRECISION NOT NULL,
    pi             DOUBLE PRECISION NOT NULL,
    audit_rate     DOUBLE PRECISION NOT NULL,
    reasons        TEXT             NOT NULL,
    blind          BOOLEAN          NOT NULL,
    -- 1 - risk, so that one ascending key orders the queue: due, then riskiest, then oldest.
    calm           DOUBLE PRECISION NOT NULL,
    state          TEXT             NOT NULL,
    revision       INTEGER          NOT NULL,
    created_at_ms  BIGINT           NOT NULL,
    due_at_ms      BIGINT           NOT NULL,
    -- Whether a card has been ordered for it; a channel shows only so many at once.
    carded         BOOLEAN          NOT NULL,
    claimed_by     TEXT,
    claimed_name   TEXT,
    claimed_at_ms  BIGINT,
    lease_until_ms BIGINT,
    decision_id    TEXT,
    closed_at_ms   BIGINT
);

CREATE INDEX review_queue ON review (due_at_ms, calm, id) WHERE state = 'open';
CREATE INDEX review_pipeline_queue ON review (pipeline, due_at_ms, calm, id) WHERE state = 'open';
CREATE INDEX review_carded ON review (pipeline) WHERE state = 'open' AND carded = TRUE;
CREATE INDEX review_period ON review (pipeline, hour);

-- Who passed over what: a skipped review is offered to others.
CREATE TABLE review_skip (
    review_id     TEXT   NOT NULL REFERENCES review (id),
    reviewer      TEXT   NOT NULL,
    skipped_at_ms BIGINT NOT NULL,
    PRIMARY KEY (review_id, reviewer)
);

-- Append-only: undo and re-open are rows too. The unique index is the last guard of "one decision per revision".
CREATE TABLE decision (
    id            TEXT             NOT NULL PRIMARY KEY,
    review_id     TEXT             NOT NULL REFERENCES review (id),
    pipeline      TEXT             NOT NULL,
    revision      INTEGER          NOT NULL,
    action        TEXT             NOT NULL,
    reviewer      TEXT             NOT NULL,
    reviewer_name TEXT,
    decided_at_ms BIGINT           NOT NULL,
    reason        TEXT,
    seconds       DOUBLE PRECISION,
    -- Corrections, rubric answers, attribute labels and note, as JSON.
    detail        TEXT             NOT NULL,
    request_key   TEXT
);

CREATE UNIQUE INDEX decision_revision ON decision (review_id, revision);
CREATE INDEX decision_reviewer ON decision (reviewer, decided_at_ms);

-- The outbox. state: ready, leased, done, dead, cancelled.
CREATE TABLE delivery (
    id              TEXT    NOT NULL PRIMARY KEY,
    consumer        TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    pipeline        TEXT    NOT NULL,
    -- Deliveries of one lane are handed out one at a time, in order; without a lane, as they fall due.
    lane            TEXT,
    target          TEXT,
    subject         TEXT    NOT NULL,
    payload         TEXT    NOT NULL,
    state           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    created_at_ms   BIGINT  NOT NULL,
    not_before_ms   BIGINT  NOT NULL,
    lease_until_ms  BIGINT,
    leased_by       TEXT,
    done_at_ms      BIGINT,
    receipt_channel TEXT,
    receipt_message TEXT,
    last_error      TEXT
);

CREATE INDEX delivery_lane ON delivery (consumer, lane, id) WHERE state IN ('ready', 'leased');
CREATE INDEX delivery_due ON delivery (consumer, not_before_ms) WHERE state IN ('ready', 'leased');
CREATE INDEX delivery_subject ON delivery (subject);
CREATE INDEX delivery_dead ON delivery (id) WHERE state = 'dead';

-- An endpoint that said 410 Gone is not called again until an operator enables it.
CREATE TABLE webhook_endpoint (
    pipeline       TEXT   NOT NULL,
    url            TEXT   NOT NULL,
    disabled_at_ms BIGINT NOT NULL,
    reason         TEXT   NOT NULL,
    PRIMARY KEY (pipeline, url)
);

-- Copies what it needs: an example outlives the retention of its output.
CREATE TABLE golden_example (
    id               TEXT   NOT NULL PRIMARY KEY,
    pipeline         TEXT   NOT NULL,
    output_id        TEXT   NOT NULL,
    external_id      TEXT   NOT NULL,
    review_id        TEXT   NOT NULL,
    decision_id      TEXT   NOT NULL,
    action           TEXT   NOT NULL,
    reviewer         TEXT   NOT NULL,
    model            TEXT,
    prompt_version   TEXT,
    query            TEXT,
    context          TEXT,
    system_prompt    TEXT,
    output           TEXT   NOT NULL,
    corrected_output TEXT   NOT NULL,
    created_at_ms    BIGINT NOT NULL,
    withdrawn_at_ms  BIGINT
);

CREATE INDEX golden_pipeline ON golden_example (pipeline, id) WHERE withdrawn_at_ms IS NULL;
CREATE INDEX golden_decision ON golden_example (decision_id);

-- Each row's hash covers the row and the hash before it: a changed, removed or inserted row breaks the chain.
CREATE TABLE audit_log (
    seq       BIGINT NOT NULL PRIMARY KEY,
    at_ms     BIGINT NOT NULL,
    actor     TEXT   NOT NULL,
    action    TEXT   NOT NULL,
    subject   TEXT   NOT NULL,
    before    TEXT,
    after     TEXT,
    prev_hash TEXT   NOT NULL,
    hash      TEXT   NOT NULL
);

-- The single row that writers of the audit log lock, so that the chain has one end.
CREATE TABLE audit_head (
    id   INTEGER NOT NULL PRIMARY KEY,
    seq  BIGINT  NOT NULL,
    hash TEXT    NOT NULL
);

INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');

CREATE TABLE api_key (
    id            TEXT   NOT NULL PRIMARY KEY,
    name          TEXT   NOT NULL,
    -- NULL: every pipeline.
    pipeline      TEXT,
    scopes        TEXT   NOT NULL,
    secret_hmac   TEXT   NOT NULL,
    created_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT,
    revoked_at_ms BIGINT
);
