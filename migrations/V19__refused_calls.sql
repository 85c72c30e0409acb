-- Refused calls, counted per minute, caller, operation and cause: what somebody tries in a loop is one row. Kept for thirty
-- days, and never more than a fixed number of rows, so that nobody can fill the disk with refusals.
CREATE TABLE refused_call (
    minute_ms BIGINT NOT NULL,
    -- A key's id, an address, or 'others' when there were too many of them in a minute.
    actor     TEXT   NOT NULL,
    operation TEXT   NOT NULL,
    why       TEXT   NOT NULL,
    calls     BIGINT NOT NULL,
    PRIMARY KEY (minute_ms, actor, operation, why)
);
