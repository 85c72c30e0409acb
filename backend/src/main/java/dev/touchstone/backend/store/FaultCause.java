package dev.touchstone.backend.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteException;

/// What a failed database call died of, by its own name: what a library says of it on the way up ("failed to commit")
/// names only the victim.
///
/// @param label one of few, for metrics and logs, such as `sqlite_ioerr_fsync` or `postgresql_53100`
/// @param words what the database or the system said
/// @param known whether its cause lies outside of this program
public record FaultCause(String label, String words, boolean known) {
    private static final int MOST_CHARS = 300;

    /// Finds it among the causes of an exception.
    public static FaultCause of(Throwable failure) {
        Throwable last = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String label = label(cause);
            if (label != null) {
                boolean known = StorageFault.of(cause) != StorageFault.DEFECT;
                return new FaultCause(label, words(cause), known);
            }
            last = cause;
        }
        return new FaultCause("other", last.getClass().getSimpleName() + ": " + words(last), false);
    }

    private static @Nullable String label(Throwable cause) {
        return switch (cause) {
            case SQLiteException sqlite -> sqlite.getResultCode().name().toLowerCase(Locale.ROOT);
            case PSQLException postgres ->
                "postgresql_" + (postgres.getSQLState() == null ? "unknown" : postgres.getSQLState());
            // The pool's own name for it; what it waited for may stand behind it.
            case java.sql.SQLTransientConnectionException pool when !behind(pool) -> "pool_timeout";
            case GroupCommit.Overloaded full -> "queue_full";
            case Blocking.Busy busy -> "threads_busy";
            default -> null;
        };
    }

    private static boolean behind(Throwable pool) {
        for (Throwable cause = pool.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException || cause instanceof PSQLException) {
                return true;
            }
        }
        return false;
    }

    private static String words(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return message.length() <= MOST_CHARS ? message : message.substring(0, MOST_CHARS);
    }
}
