-- What was asked, once for all items that say the same of it: whether they contradict each other is a matter of the
-- input. conflict: people gave different answers, and none of them is used until somebody has decided.
CREATE TABLE golden_input (
    id         TEXT    NOT NULL PRIMARY KEY,
    pipeline   TEXT    NOT NULL,
    input_hash TEXT    NOT NULL,
    conflict   BOOLEAN NOT NULL,
    -- The group of near-duplicates it belongs to; null until it has been looked at.
    group_id   TEXT
);

CREATE UNIQUE INDEX golden_input_hash ON golden_input (pipeline, input_hash);
CREATE INDEX golden_input_conflict ON golden_input (pipeline, id) WHERE conflict = TRUE;

-- An item is what one person's verdict teaches. content and the hashes over it never change; only erasure empties
-- content. state: proposed, golden, retired. state_why of a proposed item is what it waits for, of a retired one what
-- became of it. prior_state and prior_why are where a retired item goes back to.
CREATE TABLE golden_item (
    id             TEXT    NOT NULL PRIMARY KEY,
    pipeline       TEXT    NOT NULL,
    input_id       TEXT    NOT NULL REFERENCES golden_input (id),
    hash           TEXT    NOT NULL,
    target_hash    TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    -- Null for what was imported.
    decision_id    TEXT,
    output_id      TEXT,
    reviewer       TEXT,
    model          TEXT    NOT NULL,
    prompt_version TEXT    NOT NULL,
    stratum        TEXT    NOT NULL,
    -- Whether the output was in the random audit, whatever else brought it before a person.
    random_audit   BOOLEAN NOT NULL,
    state          TEXT    NOT NULL,
    state_why      TEXT,
    state_by       TEXT    NOT NULL,
    state_at_ms    BIGINT  NOT NULL,
    prior_state    TEXT,
    prior_why      TEXT,
    -- Where it stands among the splits; null until it has been looked at. held: it joins groups of different splits
    -- and belongs to none.
    group_id       TEXT,
    held           TEXT,
    bytes          BIGINT  NOT NULL,
    created_at_ms  BIGINT  NOT NULL,
    content        TEXT
);

CREATE INDEX golden_item_list ON golden_item (pipeline, state, id);
CREATE INDEX golden_item_input ON golden_item (input_id, target_hash);
CREATE INDEX golden_item_decision ON golden_item (decision_id) WHERE decision_id IS NOT NULL;
CREATE INDEX golden_item_ungrouped ON golden_item (id) WHERE group_id IS NULL AND held IS NULL;
-- Few: what had to be deleted.
CREATE INDEX golden_item_erased ON golden_item (id) WHERE content IS NULL;
