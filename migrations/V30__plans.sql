-- SQLite chooses an index without statistics, and took the one for expiry, which holds every open review, where the
-- one of cards or claims would do: what a new review costs then grew with the queue.
DROP INDEX review_carded;
CREATE INDEX review_carded ON review (pipeline, carded) WHERE state = 'open' AND carded = TRUE;

CREATE INDEX review_claimant ON review (claimed_by, lease_until_ms) WHERE state = 'open' AND claimed_by IS NOT NULL;
