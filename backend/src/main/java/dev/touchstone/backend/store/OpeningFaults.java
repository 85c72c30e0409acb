package dev.touchstone.backend.store;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteException;

/// Why a database cannot be opened, in a sentence with what to do about it: a stack trace would say the same to those
/// who wrote the program.
final class OpeningFaults {
    private static final String URL = "TOUCHSTONE_DATABASE_URL";

    private OpeningFaults() {}

    /// @return the failure itself when no sentence explains it: it may be a defect
    static RuntimeException explained(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<DatabaseNotReady> known = cause instanceof SQLiteException sqlite
                    ? ofSqlite(sqlite)
                    : cause instanceof SQLException sql ? ofPostgres(sql) : Optional.empty();
            if (known.isPresent()) {
                known.get().addSuppressed(failure);
                return known.get();
            }
        }
        return failure;
    }

    private static Optional<DatabaseNotReady> ofSqlite(SQLiteException e) {
        return switch (e.getResultCode()) {
            case SQLITE_NOTADB ->
                because(
                        "the file that " + URL + " names is no SQLite database",
                        "name another, or put a backup in its place with ./touchstone restore");
            case SQLITE_CORRUPT, SQLITE_CORRUPT_VTAB, SQLITE_CORRUPT_SEQUENCE, SQLITE_CORRUPT_INDEX ->
                because(
                        "the database is damaged",
                        "put it aside and restore a backup with ./touchstone restore, see docs/operations.md");
            case SQLITE_CANTOPEN, SQLITE_CANTOPEN_ISDIR, SQLITE_CANTOPEN_FULLPATH, SQLITE_PERM, SQLITE_AUTH ->
                because(
                        "the file that " + URL + " names cannot be opened",
                        "see to its owner and rights, or name another");
            case SQLITE_READONLY, SQLITE_READONLY_DIRECTORY, SQLITE_READONLY_DBMOVED, SQLITE_READONLY_CANTINIT ->
                because(
                        "the database, or its folder, is read-only for this user",
                        "let it write there, or set " + URL + " to where it may");
            case SQLITE_FULL -> because("the disk is full", "make room and start again");
            default -> Optional.empty();
        };
    }

    /// By SQL states, which are in appendix A of PostgreSQL's manual.
    private static Optional<DatabaseNotReady> ofPostgres(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01", "28000", "08004" ->
                because(
                        "PostgreSQL refuses the user or the password",
                        "check the user in " + URL + " and set TOUCHSTONE_DATABASE_PASSWORD");
            case "3D000" ->
                because("PostgreSQL has no database of that name", "create it (createdb NAME), or correct " + URL);
            case "42501" ->
                because(
                        "the user of " + URL + " may not create tables",
                        "GRANT CREATE ON SCHEMA public TO it, or let it own the database");
            case "53300" ->
                because("PostgreSQL has no connection left", "lower database.readers, or raise max_connections there");
            default ->
                state.startsWith("08")
                        ? because(
                                "no PostgreSQL answers where " + URL + " points", "start it, or correct host and port")
                        : Optional.empty();
        };
    }

    private static Optional<DatabaseNotReady> because(String found, String remedy) {
        return Optional.of(DatabaseNotReady.unusable(found, remedy));
    }
}
