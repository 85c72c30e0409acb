package dev.touchstone.backend.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Another process that holds the write lock of a SQLite database until it is closed.
final class SqliteLock implements AutoCloseable {
    private final Connection connection;

    /// @param url the database's, `sqlite:PATH`
    /// @param mode `IMMEDIATE` or `EXCLUSIVE`
    SqliteLock(String url, String mode) throws SQLException {
        connection = DriverManager.getConnection("jdbc:" + url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("BEGIN " + mode);
        }
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        }
        connection.close();
    }
}
