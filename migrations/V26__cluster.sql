-- What an output belongs together with, such as a conversation or a user: a keyed hash of what the pipeline called it, so that
-- facts, which stay for ever, name nobody. Null when it belongs with nothing. Repeated on the review as every fact is.
ALTER TABLE output ADD COLUMN cluster_key BIGINT;
ALTER TABLE review ADD COLUMN cluster_key BIGINT;
