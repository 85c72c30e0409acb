-- What users did, one row per event, appended and never changed but for its place: output_id is NULL until its output is
-- known, and the texts go when retention says so. state: waiting, counted, lost (its output never came).
CREATE TABLE feedback_event (
    id             TEXT   NOT NULL PRIMARY KEY,
    pipeline       TEXT   NOT NULL,
    -- The caller's own id of the event.
    event_id       TEXT   NOT NULL,
    body_hash      TEXT   NOT NULL,
    output_id      TEXT,
    external_id    TEXT,
    -- Pseudonyms; the names themselves are stored nowhere. '' when nobody was named.
    actor          TEXT   NOT NULL,
    session        TEXT,
    kind           TEXT   NOT NULL,
    value          DOUBLE PRECISION,
    received_at_ms BIGINT NOT NULL,
    -- When it happened: what the client said, if that is believable, or else when it arrived.
    happened_at_ms BIGINT NOT NULL,
    client_at_ms   BIGINT,
    position       INTEGER,
    visible_ms     BIGINT,
    -- Comment, correction and what was asked next, as JSON; NULL without any of them.
    words          TEXT,
    state          TEXT   NOT NULL,
    look_at_ms     BIGINT NOT NULL,
    looks          INTEGER NOT NULL
);

CREATE UNIQUE INDEX feedback_event_known ON feedback_event (pipeline, event_id);
CREATE INDEX feedback_event_output ON feedback_event (output_id, id);
-- What waits to be counted, or for its output; as long as that is.
CREATE INDEX feedback_event_waiting ON feedback_event (look_at_ms, id) WHERE state = 'waiting';

-- What one user thinks of one output: the last event of each kind, and what they come to.
CREATE TABLE feedback_voice (
    output_id TEXT             NOT NULL,
    actor     TEXT             NOT NULL,
    -- The last event of each kind, as JSON.
    heard     TEXT             NOT NULL,
    meaning   TEXT             NOT NULL,
    score     DOUBLE PRECISION NOT NULL,
    explicit  BOOLEAN          NOT NULL,
    -- Whether it does not count, because the user gave more than a share of all of its class that day.
    muted     BOOLEAN          NOT NULL,
    day       BIGINT           NOT NULL,
    PRIMARY KEY (output_id, actor)
);

-- What all users think of one output. Facts of the output are repeated, so that reports never read outputs.
CREATE TABLE feedback_signal (
    output_id     TEXT             NOT NULL PRIMARY KEY,
    pipeline      TEXT             NOT NULL,
    hour          BIGINT           NOT NULL,
    stratum       TEXT             NOT NULL,
    -- The version of the policy by whose rules it was counted last.
    rules_version INTEGER          NOT NULL,
    voices        INTEGER          NOT NULL,
    muted         INTEGER          NOT NULL,
    -- Of the voices, those that said something rather than showed it.
    explicit      INTEGER          NOT NULL,
    score_sum     DOUBLE PRECISION NOT NULL,
    meaning       TEXT             NOT NULL,
    -- What each kind came to when it was last heard: kind=class, comma-separated.
    kinds         TEXT             NOT NULL
);

-- Outputs by the class of their signal, for every share; what is missing to the outputs of rollup is silent.
CREATE TABLE feedback_rollup (
    pipeline TEXT    NOT NULL,
    hour     BIGINT  NOT NULL,
    stratum  TEXT    NOT NULL,
    meaning  TEXT    NOT NULL,
    explicit BOOLEAN NOT NULL,
    outputs  BIGINT  NOT NULL,
    PRIMARY KEY (pipeline, hour, stratum, meaning, explicit)
);

-- How many voices of a class one user gave within a day; the row of '' counts all of them.
CREATE TABLE feedback_share (
    pipeline TEXT   NOT NULL,
    day      BIGINT NOT NULL,
    meaning  TEXT   NOT NULL,
    actor    TEXT   NOT NULL,
    voices   BIGINT NOT NULL,
    PRIMARY KEY (pipeline, day, meaning, actor)
);

-- The single row that whoever counts holds, so that two never change one signal.
CREATE TABLE feedback_turn (
    id          INTEGER NOT NULL PRIMARY KEY,
    -- When somebody counted last.
    taken_at_ms BIGINT  NOT NULL
);

INSERT INTO feedback_turn (id, taken_at_ms) VALUES (1, 0);

-- Outputs that users found critically bad: one row each, however many events. state: held, opened, known (people look
-- at it already, or have), gone (its text is removed).
CREATE TABLE feedback_alert (
    output_id      TEXT    NOT NULL PRIMARY KEY,
    pipeline       TEXT    NOT NULL,
    state          TEXT    NOT NULL,
    score          DOUBLE PRECISION NOT NULL,
    reasons        TEXT    NOT NULL,
    raised_at_ms   BIGINT  NOT NULL,
    opened_at_ms   BIGINT,
    review_id      TEXT,
    -- Events that were told in the thread of its card.
    told           INTEGER NOT NULL
);

CREATE INDEX feedback_alert_held ON feedback_alert (pipeline, score, raised_at_ms) WHERE state = 'held';
CREATE INDEX feedback_alert_opened ON feedback_alert (pipeline, opened_at_ms) WHERE state = 'opened';

-- The hours in which a channel was told what is held back.
CREATE TABLE feedback_notice (
    pipeline TEXT   NOT NULL,
    hour     BIGINT NOT NULL,
    PRIMARY KEY (pipeline, hour)
);
