package dev.touchstone.backend.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the data lives.
///
/// @param url `sqlite:PATH` or `postgresql://user@host:port/name`; default `sqlite:data/touchstone.db`
/// @param password the PostgreSQL password; only ever from `TOUCHSTONE_DATABASE_PASSWORD`
/// @param readers connections for reading, 1 to 64; default 4
public record DatabaseConfig(String url, @Nullable String password, Integer readers) {
    private static final int DEFAULT_READERS = 4;
    /// After the user, or as an option of the driver's.
    private static final Pattern PASSWORD =
            Pattern.compile("^(jdbc:)?postgresql:(//[^/?#]*:[^/?#]*@|.*[?&](ssl)?password=)", Pattern.CASE_INSENSITIVE);

    public DatabaseConfig {
        url = url == null ? "sqlite:data/touchstone.db" : url;
        if (!url.startsWith("sqlite:") && !url.startsWith("postgresql://") && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "url must be sqlite:PATH or postgresql://user@host:port/name, was " + withoutUserInfo(url));
        }
        if (PASSWORD.matcher(url).find()) {
            throw new IllegalArgumentException(
                    "url must not contain a password; set it in TOUCHSTONE_DATABASE_PASSWORD");
        }
        readers = readers == null ? DEFAULT_READERS : readers;
        if (readers < 1 || readers > 64) {
            throw new IllegalArgumentException("readers must be from 1 to 64, was " + readers);
        }
    }

    public static DatabaseConfig sqlite(Path file) {
        return of("sqlite:" + file);
    }

    /// A database by its URL, with every default.
    public static DatabaseConfig of(String url) {
        return new DatabaseConfig(url, null, DEFAULT_READERS);
    }

    public Dialect dialect() {
        return url.startsWith("sqlite:") ? Dialect.SQLITE : Dialect.POSTGRESQL;
    }

    public Path sqliteFile() {
        return Path.of(url.substring("sqlite:".length()));
    }

    /// Where a node keeps the search index that it makes of the database: beside SQLite's file. Null on PostgreSQL,
    /// where each process has one of its own for as long as it runs.
    public @Nullable Path searchFolder() {
        return dialect() == Dialect.SQLITE ? Path.of(sqliteFile() + ".search") : null;
    }

    /// Makes the folder of SQLite's file, which only its owner may look into.
    public void createSqliteFolder() throws IOException {
        OwnerOnly.createFolders(requireNonNull(sqliteFile().toAbsolutePath().getParent(), "the folder of a file"));
    }

    private static String withoutUserInfo(String url) {
        return url.replaceFirst("//[^@/]*@", "//…@");
    }

    /// Without the password, so that a config can be logged.
    @Override
    public String toString() {
        return "DatabaseConfig[url=" + withoutUserInfo(url) + ", readers=" + readers + "]";
    }
}
