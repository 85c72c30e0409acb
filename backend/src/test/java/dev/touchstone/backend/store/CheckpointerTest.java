package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.backend.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Beside a writer that leaves its log alone.
class CheckpointerTest {
    private static final int WORTH_MOVING = 20;
    private static final int LONG_LOG = 100;
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path folder;

    private String url = "";
    private Connection writer;

    @BeforeEach
    void open() throws SQLException {
        url = "jdbc:sqlite:" + folder.resolve("log.db");
        writer = DriverManager.getConnection(url);
        execute(writer, "PRAGMA journal_mode=WAL");
        execute(writer, "PRAGMA wal_autocheckpoint=0");
        execute(writer, "CREATE TABLE page (content BLOB)");
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
    }

    @Test
    void aShortLogIsLeftAndALongerOneMoved() throws SQLException {
        try (Checkpointer checkpointer = new Checkpointer(url, WORTH_MOVING, LONG_LOG, NEVER)) {
            write(WORTH_MOVING * 2);
            Eventually.within(Duration.ofSeconds(20), "the pages are moved", () -> log().moved() >= WORTH_MOVING);
            assertThat(checkpointer).isNotNull();
        }
        write(WORTH_MOVING * 2);
        assertThat(log().moved()).isLessThan(log().pages());
    }

    @Test
    void aReaderHoldsTheLogAndItIsStartedAnewWhenTheReaderIsDone() throws SQLException {
        try (Checkpointer checkpointer = new Checkpointer(url, WORTH_MOVING, LONG_LOG, NEVER);
                Connection reader = DriverManager.getConnection(url)) {
            assertThat(checkpointer).isNotNull();
            write(1);
            execute(reader, "BEGIN");
            assertThat(rows(reader)).isEqualTo(1);

            write(LONG_LOG * 3);
            assertThat(log().pages()).isGreaterThan(LONG_LOG * 3);
            assertThat(rows(reader)).isEqualTo(1);

            execute(reader, "ROLLBACK");
            Eventually.within(Duration.ofSeconds(20), "the log is short again", () -> {
                write(1);
                return log().pages() < LONG_LOG;
            });
            assertThat(rows(reader)).isGreaterThan(LONG_LOG * 3);
        }
    }

    @Test
    void whenNobodyWritesAnyMoreTheFileAloneIsEverything() throws Exception {
        try (Checkpointer checkpointer = new Checkpointer(url, WORTH_MOVING, LONG_LOG, Duration.ofMillis(200))) {
            assertThat(checkpointer).isNotNull();
            write(3);
            assertThat(rowsOfTheFileAlone()).isZero();

            Eventually.within(Duration.ofSeconds(20), "the rest is moved", () -> log().moved() == log().pages());

            assertThat(rowsOfTheFileAlone()).isEqualTo(3);
        }
    }

    @Test
    void atTheEndTheLogIsEmpty() throws Exception {
        try (Checkpointer checkpointer = new Checkpointer(url, WORTH_MOVING, LONG_LOG, NEVER)) {
            assertThat(checkpointer).isNotNull();
            write(3);
        }

        assertThat(Path.of(folder.resolve("log.db") + "-wal")).isEmptyFile();
        assertThat(rowsOfTheFileAlone()).isEqualTo(3);
    }

    /// What `cp` would take.
    private int rowsOfTheFileAlone() throws Exception {
        Path copy = Files.createTempFile(folder, "copy", ".db");
        Files.copy(folder.resolve("log.db"), copy, StandardCopyOption.REPLACE_EXISTING);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("SELECT COUNT(*) FROM sqlite_master WHERE name = 'page'")) {
            return tables.next() && tables.getInt(1) == 1 ? rows(connection) : 0;
        }
    }

    private record Log(int pages, int moved) {}

    private Log log() {
        try (Statement statement = writer.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            row.next();
            return new Log(row.getInt(2), row.getInt(3));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Each row fills a page of its own, in a transaction of its own.
    private void write(int pages) {
        for (int i = 0; i < pages; i++) {
            execute(writer, "INSERT INTO page VALUES (zeroblob(3000))");
        }
    }

    private static int rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM page")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
