package dev.touchstone.backend.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the data lives.
///
/// @param url `sqlite:PATH` or `postgresql://user@host:port/name`; default `sqlite:data/touchstone.db`
/// @param password the PostgreSQL password; only ever from `TOUCHSTONE_DATABASE_PASSWORD`
/// @param readers connections for reading, 1 to 64; default 4
/// @param pageSize SQLite page size in bytes for a new database; default 8192
public record DatabaseConfig(String url, @Nullable String password, Integer readers, Integer pageSize) {
    private static final int DEFAULT_READERS = 4;
    private static final int DEFAULT_PAGE_SIZE = 8192;

    public DatabaseConfig {
        url = url == null ? "sqlite:data/touchstone.db" : url;
        if (!url.startsWith("sqlite:") && !url.startsWith("postgresql://") && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "url must be sqlite:PATH or postgresql://user@host:port/name, was " + withoutUserInfo(url));
        }
        readers = readers == null ? DEFAULT_READERS : readers;
        if (readers < 1 || readers > 64) {
            throw new IllegalArgumentException("readers must be from 1 to 64, was " + readers);
        }
        pageSize = pageSize == null ? DEFAULT_PAGE_SIZE : pageSize;
        if (Integer.bitCount(pageSize) != 1 || pageSize < 512 || pageSize > 65536) {
            throw new IllegalArgumentException("page_size must be a power of two from 512 to 65536, was " + pageSize);
        }
    }

    public static DatabaseConfig sqlite(Path file) {
        return of("sqlite:" + file);
    }

    /// A database by its URL, with every default.
    public static DatabaseConfig of(String url) {
        return new DatabaseConfig(url, null, DEFAULT_READERS, DEFAULT_PAGE_SIZE);
    }

    Dialect dialect() {
        return url.startsWith("sqlite:") ? Dialect.SQLITE : Dialect.POSTGRESQL;
    }

    Path sqliteFile() {
        return Path.of(url.substring("sqlite:".length()));
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
