package dev.touchstone.backend.store;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What a failed database call means to the caller, without naming the product.
public enum StorageFault {
    /// The disk is full. Nothing was written; reads go on.
    FULL,
    /// The database is locked, restarting or unreachable. Nothing was written; try again.
    UNAVAILABLE,
    /// Another transaction was in the way. Nothing was written; the same again will do.
    CONTENDED,
    /// Anything else: a defect.
    DEFECT;

    /// Whether the next statement would fail too, so that retrying at once only makes the queue longer.
    public boolean lasting() {
        return this == FULL || this == UNAVAILABLE;
    }

    /// Whether the same will work later without a change to the program.
    public boolean passing() {
        return this != DEFECT;
    }

    /// Finds the database's own error among the causes of an exception.
    public static StorageFault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return ofSqlite(sqlite.getResultCode());
            }
            if (cause instanceof PSQLException postgres) {
                return ofState(postgres.getSQLState());
            }
            if (cause instanceof java.sql.SQLTransientException) {
                return UNAVAILABLE;
            }
            if (cause instanceof GroupCommit.Overloaded || cause instanceof Blocking.Busy) {
                return UNAVAILABLE;
            }
        }
        return DEFECT;
    }

    private static StorageFault ofSqlite(SQLiteErrorCode code) {
        String name = code.name();
        if (name.startsWith("SQLITE_FULL")) {
            return FULL;
        }
        boolean passing = name.startsWith("SQLITE_BUSY")
                || name.startsWith("SQLITE_LOCKED")
                || name.startsWith("SQLITE_IOERR")
                || name.startsWith("SQLITE_CANTOPEN")
                || name.startsWith("SQLITE_READONLY");
        return passing ? UNAVAILABLE : DEFECT;
    }

    /// SQLSTATE classes: 53 insufficient resources (53100 disk full), 08 connection, 57 operator intervention, 55P03
    /// lock not available, 40 serialisation failure or deadlock.
    private static StorageFault ofState(@Nullable String state) {
        if (state == null) {
            return UNAVAILABLE;
        }
        if (state.equals("53100")) {
            return FULL;
        }
        if (state.startsWith("40")) {
            return CONTENDED;
        }
        boolean passing =
                state.startsWith("53") || state.startsWith("08") || state.startsWith("57") || state.equals("55P03");
        return passing ? UNAVAILABLE : DEFECT;
    }
}
