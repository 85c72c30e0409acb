package dev.touchstone.backend.store;

import java.io.Serial;
import java.nio.file.Path;

/// A database that this program must not work on as it is. Says why, and what to do.
public final class DatabaseNotReady extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String WHO_MIGRATES = "./touchstone serve (or backend, or demo)";

    private final String found;
    private final String remedy;
    private final boolean startMends;

    private DatabaseNotReady(String found, String remedy, boolean startMends) {
        super(found + ": " + remedy);
        this.found = found;
        this.remedy = remedy;
        this.startMends = startMends;
    }

    static DatabaseNotReady missing(Path file) {
        return new DatabaseNotReady(
                "there is no database at " + file,
                "start " + WHO_MIGRATES + ", which creates it, or set TOUCHSTONE_DATABASE_URL to where yours is",
                true);
    }

    static DatabaseNotReady behind(SchemaState.Behind schema) {
        return new DatabaseNotReady(
                "migrations wait: " + String.join(", ", schema.waiting()),
                "start " + WHO_MIGRATES + " once, which carries them out",
                true);
    }

    static DatabaseNotReady ahead(SchemaState.Ahead schema) {
        return new DatabaseNotReady(
                "its schema has version " + schema.found() + ", and this program knows versions up to "
                        + schema.known(),
                "run the newer program that has migrated it, or restore a backup from before",
                false);
    }

    /// @param remedy what to do, to follow what was found
    static DatabaseNotReady unusable(String found, String remedy) {
        return new DatabaseNotReady(found, remedy, false);
    }

    static DatabaseNotReady served(Path file, String holder) {
        return new DatabaseNotReady(
                "another server has " + file + ": " + holder,
                "stop that one first, or set TOUCHSTONE_DATABASE_URL to another database; several servers share"
                        + " PostgreSQL only",
                false);
    }

    /// What is the matter.
    public String found() {
        return found;
    }

    /// What to do about it.
    public String remedy() {
        return remedy;
    }

    /// Whether starting a server is all that is left to do.
    public boolean startMends() {
        return startMends;
    }
}
