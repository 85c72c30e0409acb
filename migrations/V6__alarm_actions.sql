-- One row per action of an alarm: an action runs once per alarm, however often it is tried.
CREATE TABLE alarm_action_run (
    -- Stays the same over retries; receivers use it to drop what they have seen.
    id            TEXT    NOT NULL PRIMARY KEY,
    alarm_id      TEXT    NOT NULL,
    pipeline      TEXT    NOT NULL,
    action        TEXT    NOT NULL,
    type          TEXT    NOT NULL,
    -- The action as it was when it began, as JSON: the policy may change meanwhile.
    definition    TEXT    NOT NULL,
    -- waiting, dry_run, done, undone or failed.
    state         TEXT    NOT NULL,
    -- Whether it was made to test the action; no alarm has its alarm_id then.
    test          BOOLEAN NOT NULL,
    started_at_ms BIGINT  NOT NULL,
    -- NULL: the alarm itself.
    started_by    TEXT,
    started_name  TEXT,
    -- When the alarm was over; from then on the action is not begun any more.
    over_at_ms    BIGINT,
    outcome       TEXT,
    -- What it takes to undo it, as JSON; NULL when nothing is left to undo.
    memo          TEXT
);

CREATE UNIQUE INDEX alarm_action_run_once ON alarm_action_run (alarm_id, action);
CREATE INDEX alarm_action_run_held ON alarm_action_run (pipeline, type) WHERE memo IS NOT NULL;
