package dev.touchstone.backend.store;

import java.util.Locale;

/// The few differences between the databases. SQL written elsewhere refers to them by name (`<skipLocked>`),
/// never by product.
public enum Dialect {
    /// One writer at a time, so nothing is ever locked by another.
    SQLITE("", ""),
    POSTGRESQL("FOR UPDATE SKIP LOCKED", "FOR UPDATE");

    private final String skipLocked;
    private final String forUpdate;

    Dialect(String skipLocked, String forUpdate) {
        this.skipLocked = skipLocked;
        this.forUpdate = forUpdate;
    }

    /// Where the migrations lie: the common ones, and those of a library that only one database needs.
    String[] migrations() {
        return switch (this) {
            case SQLITE -> new String[] {"classpath:db/migration"};
            case POSTGRESQL -> new String[] {"classpath:db/migration", "classpath:db/migration-postgresql"};
        };
    }

    /// The name by which files and messages call it.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether one process has the database to itself, and so knows of every change.
    public boolean oneProcess() {
        return this == SQLITE;
    }

    /// Suffix of a `SELECT` that takes work from a queue: rows others are taking are passed over.
    public String skipLocked() {
        return skipLocked;
    }

    /// Suffix of a `SELECT` whose row is about to be changed: others wait.
    public String forUpdate() {
        return forUpdate;
    }
}
