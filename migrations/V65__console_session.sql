-- Who is signed in at the console, and the links they signed in by. A token is kept only as its SHA-256.
CREATE TABLE sign_in_link (
    token_hash    TEXT    NOT NULL PRIMARY KEY,
    person        TEXT    NOT NULL,
    person_name   TEXT,
    -- Names of pipelines that the maker of the link knows the person to review, separated by commas; may be empty.
    pipelines     TEXT    NOT NULL,
    admin         BOOLEAN NOT NULL,
    expires_at_ms BIGINT  NOT NULL,
    used_at_ms    BIGINT
);

-- What is over is cleared away by time.
CREATE INDEX sign_in_link_end ON sign_in_link (expires_at_ms);

CREATE INDEX sign_in_link_person ON sign_in_link (person);

CREATE TABLE console_session (
    token_hash    TEXT    NOT NULL PRIMARY KEY,
    person        TEXT    NOT NULL,
    person_name   TEXT,
    pipelines     TEXT    NOT NULL,
    admin         BOOLEAN NOT NULL,
    expires_at_ms BIGINT  NOT NULL
);

CREATE INDEX console_session_end ON console_session (expires_at_ms);

CREATE INDEX console_session_person ON console_session (person);
