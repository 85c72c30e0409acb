-- Decisions whose item has still to be made, or to be retired or brought back: written with the decision, worked off soon
-- after it. Empty most of the time. due_at_ms is the decision's time, or a later one for a decision that failed.
CREATE TABLE golden_due (
    due_at_ms      BIGINT  NOT NULL,
    id             TEXT    NOT NULL,
    decision_id    TEXT    NOT NULL,
    -- The version of the policy that wants an item of it; null when only what became of the decision has changed.
    policy_version INTEGER,
    PRIMARY KEY (due_at_ms, id)
);

-- Whoever changes the state of items locks it first: admission takes many at once, and so does an import.
INSERT INTO golden_turn (id, seq) VALUES (2, 0);
