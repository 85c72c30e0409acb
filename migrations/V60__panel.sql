-- Reviews that several people judge, each without knowing what another said. All are NULL where one person judges.
-- panel_share is the probability with which chance drew the review; panel_since the revision from which on a form that
-- somebody opened still fits.
ALTER TABLE review ADD COLUMN panel_size INTEGER;
ALTER TABLE review ADD COLUMN panel_share DOUBLE PRECISION;
ALTER TABLE review ADD COLUMN panel_adjudicate BOOLEAN;
ALTER TABLE review ADD COLUMN panel_done INTEGER;
ALTER TABLE review ADD COLUMN panel_stage TEXT;
ALTER TABLE review ADD COLUMN panel_since INTEGER;

-- The seats of a panel, numbered from 0, and behind them that of whoever adjudicates. A verdict takes one by
-- compare-and-set; until then somebody may hold it for a while.
CREATE TABLE panel_seat (
    review_id      TEXT    NOT NULL REFERENCES review (id),
    seat           INTEGER NOT NULL,
    reviewer       TEXT,
    decision_id    TEXT,
    -- Whether a correction of that verdict may become a golden example.
    golden         BOOLEAN,
    -- Of the seat of whoever adjudicates: to whom it is offered, as `,a,b,`; NULL for everybody.
    offered_to     TEXT,
    claimed_by     TEXT,
    claimed_name   TEXT,
    claimed_at_ms  BIGINT,
    lease_until_ms BIGINT,
    PRIMARY KEY (review_id, seat)
);
-- Nobody sits twice.
CREATE UNIQUE INDEX panel_seat_reviewer ON panel_seat (review_id, reviewer) WHERE reviewer IS NOT NULL;
CREATE INDEX panel_seat_claimant ON panel_seat (claimed_by, lease_until_ms) WHERE claimed_by IS NOT NULL;
