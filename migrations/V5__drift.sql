-- What is watched for drift. Reviews and decisions are the truth: everything here but the alarms can be made from them.

-- One row per pipeline: what its detectors know, and how far they have come in the order of arrival.
CREATE TABLE drift_watch (
    pipeline     TEXT   NOT NULL PRIMARY KEY,
    -- Counts up with each change, so that of two nodes one goes on and the other finds that it came too late.
    version      BIGINT NOT NULL,
    -- The last review that was taken: its arrival and id.
    at_ms        BIGINT NOT NULL,
    at_id        TEXT   NOT NULL,
    taken        BIGINT NOT NULL,
    -- How far they had ever come: behind it they go over old reviews again, and alarms stay as they are.
    furthest_ms  BIGINT NOT NULL,
    furthest_id  TEXT   NOT NULL,
    -- Up to when late and changed decisions were looked for.
    looked_at_ms BIGINT NOT NULL,
    state        TEXT   NOT NULL,
    checksum     TEXT   NOT NULL
);

-- The same at earlier moments, to go back to when a decision changes.
CREATE TABLE drift_checkpoint (
    pipeline TEXT   NOT NULL,
    taken    BIGINT NOT NULL,
    at_ms    BIGINT NOT NULL,
    at_id    TEXT   NOT NULL,
    state    TEXT   NOT NULL,
    checksum TEXT   NOT NULL,
    PRIMARY KEY (pipeline, taken)
);

-- Which reviews were taken, and at which revision: another revision means that what was taken no longer holds.
CREATE TABLE drift_fed (
    review_id TEXT    NOT NULL PRIMARY KEY,
    pipeline  TEXT    NOT NULL,
    at_ms     BIGINT  NOT NULL,
    revision  INTEGER NOT NULL
);

CREATE INDEX drift_fed_order ON drift_fed (pipeline, at_ms, review_id);

-- How the distribution of confidences and of routes moved from the four weeks before, one row per week that is over.
CREATE TABLE drift_week (
    pipeline  TEXT             NOT NULL,
    kind      TEXT             NOT NULL,
    -- Weeks since 1970, from Mondays, UTC.
    week      BIGINT           NOT NULL,
    psi       DOUBLE PRECISION NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    outputs   BIGINT           NOT NULL,
    PRIMARY KEY (pipeline, kind, week)
);

CREATE TABLE alarm (
    id                TEXT    NOT NULL PRIMARY KEY,
    pipeline          TEXT    NOT NULL,
    series_key        TEXT    NOT NULL,
    kind              TEXT    NOT NULL,
    series            TEXT    NOT NULL,
    state             TEXT    NOT NULL,
    pages             BOOLEAN NOT NULL,
    -- What raised it, such as a review: the same again is the same episode.
    since             TEXT    NOT NULL,
    -- How often the evidence has reached the threshold.
    times             INTEGER NOT NULL,
    headline          TEXT    NOT NULL,
    prompt_version    TEXT,
    model             TEXT,
    promise           TEXT    NOT NULL,
    -- JSON: the evidence, the parts that are worst, examples.
    found             TEXT,
    worst             TEXT    NOT NULL,
    examples          TEXT    NOT NULL,
    opened_at_ms      BIGINT  NOT NULL,
    told_at_ms        BIGINT  NOT NULL,
    acknowledged_by   TEXT,
    acknowledged_name TEXT,
    muted_until_ms    BIGINT,
    recovered_at_ms   BIGINT
);

-- A series has one episode at a time.
CREATE UNIQUE INDEX alarm_episode ON alarm (pipeline, series_key) WHERE state <> 'recovered';
CREATE INDEX alarm_pipeline ON alarm (pipeline, id);

CREATE TABLE alarm_event (
    id       TEXT   NOT NULL PRIMARY KEY,
    alarm_id TEXT   NOT NULL REFERENCES alarm (id),
    at_ms    BIGINT NOT NULL,
    text     TEXT   NOT NULL,
    by_id    TEXT,
    by_name  TEXT
);

CREATE INDEX alarm_event_alarm ON alarm_event (alarm_id, id);

-- The random audit in order of arrival, for the detectors.
CREATE INDEX review_audit ON review (pipeline, created_at_ms, id) WHERE u < audit_rate;
