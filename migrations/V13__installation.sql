-- Facts about the installation itself. 'secret_check' shows whether a server was started with the secret that the keys and
-- signatures in this database hang on, and says nothing about the secret.
CREATE TABLE installation (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
