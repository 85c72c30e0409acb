-- What of a judge's request is not as usual, as JSON; NULL for nothing.
ALTER TABLE judge_version ADD COLUMN settings TEXT;

-- When a job was submitted, and since when its endpoint does not know it.
ALTER TABLE judge_batch ADD COLUMN submitted_at_ms BIGINT;
ALTER TABLE judge_batch ADD COLUMN lost_since_ms BIGINT;
