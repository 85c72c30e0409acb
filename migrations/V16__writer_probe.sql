-- Holds nothing: a row that is written and deleted within one transaction shows that the database takes writes. The
-- padding needs pages of its own, which a full disk does not give.
CREATE TABLE writer_probe (
    id      TEXT   NOT NULL PRIMARY KEY,
    at_ms   BIGINT NOT NULL,
    padding TEXT   NOT NULL
);
