-- Who asked that a review be withdrawn; NULL when the judge released its output, or its experiment ended. Nobody has
-- approved what somebody withdrew.
ALTER TABLE review ADD COLUMN withdrawn_by TEXT;
