-- What must stay on one side of a split, because it is nearly the same or belongs to the same conversation, user or
-- document. Groups that turn out to be one have the same root. split and released are those of the root: once an item
-- of it is in a released version, a group never changes sides.
CREATE TABLE golden_group (
    id       TEXT    NOT NULL PRIMARY KEY,
    root     TEXT    NOT NULL,
    split    TEXT    NOT NULL,
    released BOOLEAN NOT NULL
);

CREATE INDEX golden_group_root ON golden_group (root);

-- Which group a value of a group field belongs to; key_hash is that of pipeline, field and value.
CREATE TABLE golden_group_key (
    key_hash TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL
);

-- What near-duplicates are found by: the smallest hashes of an input's n-grams, and its text as it is compared. seq
-- counts without gaps, so that each node can keep up with what others have looked at.
CREATE TABLE golden_sketch (
    seq      BIGINT NOT NULL PRIMARY KEY,
    input_id TEXT   NOT NULL REFERENCES golden_input (id),
    sketch   TEXT   NOT NULL,
    plain    TEXT   NOT NULL
);

CREATE UNIQUE INDEX golden_sketch_input ON golden_sketch (input_id);

-- The single row that whoever groups locks, so that two do not miss what the other is about to write.
CREATE TABLE golden_turn (
    id  INTEGER NOT NULL PRIMARY KEY,
    seq BIGINT  NOT NULL
);

INSERT INTO golden_turn (id, seq) VALUES (1, 0);
