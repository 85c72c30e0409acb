-- Whether the judge was shown the head and the tail of a text only.
ALTER TABLE judgment ADD COLUMN truncated BOOLEAN NOT NULL DEFAULT FALSE;
-- Whether tokens, and with them the cost, were counted from the text, because the endpoint did not say or said what
-- cannot be.
ALTER TABLE judgment ADD COLUMN tokens_estimated BOOLEAN NOT NULL DEFAULT FALSE;
