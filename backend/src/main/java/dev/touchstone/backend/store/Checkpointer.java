package dev.touchstone.backend.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what was committed from SQLite's log into its file, on a connection of its own: left to itself, SQLite does
/// this inside the commit of whoever fills the log, and every writer behind waits for thousands of scattered pages. The
/// log is started anew when it has grown long, which holds writers up only for the few pages that came meanwhile. When
/// nobody has written for a while, and at the end, all of it is moved: whoever copies the file then has everything. See
/// https://www.sqlite.org/wal.html, section 3.
final class Checkpointer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
    private static final long PAUSE_MS = 20;
    private static final long PAUSE_AFTER_TROUBLE_MS = 2_000;
    private static final Duration QUIET = Duration.ofSeconds(2);
    /// To empty the log waits for readers, and writers wait meanwhile.
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    /// About 2 MB. Larger moves would write a page that changes often only once, but a commit that has to be
    /// forced to the disk waits behind what they force.
    private static final int PAGES_WORTH_MOVING = 500;
    /// About 200 MB of 4 KiB pages.
    private static final int PAGES_OF_A_LONG_LOG = 48_000;

    private final String url;
    private final int worthMoving;
    private final int longLog;
    private final Duration quiet;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean emptyLog;

    Checkpointer(String url) {
        this(url, PAGES_WORTH_MOVING, PAGES_OF_A_LONG_LOG, QUIET);
    }

    /// @param worthMoving pages that must wait before they are moved into the file
    /// @param longLog pages after which the log is started anew
    /// @param quiet how long nobody must have written for the rest to be moved
    Checkpointer(String url, int worthMoving, int longLog, Duration quiet) {
        this.url = url;
        this.worthMoving = worthMoving;
        this.longLog = longLog;
        this.quiet = quiet;
        thread = Thread.ofPlatform().name("checkpointer").daemon().start(this::run);
    }

    /// What the database says of its log.
    ///
    /// @param held whether a reader or writer kept the log from being started anew
    /// @param pages how many it has
    /// @param moved how many of them are in the file
    private record Progress(boolean held, int pages, int moved) {}

    private void run() {
        boolean trouble = false;
        // At least once: who is closed right after the start is to leave an empty log too.
        do {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA synchronous=FULL");
                // To start the log anew it waits for readers, and writers wait for it.
                statement.execute("PRAGMA busy_timeout=100");
                trouble = false;
                watch(statement);
            } catch (SQLException e) {
                // Nothing is lost: SQLite falls back to moving pages within a commit when the log becomes very long.
                if (!trouble) {
                    log.warn("the database's log cannot be moved into its file, trying on", e);
                }
                trouble = true;
                sleep(PAUSE_AFTER_TROUBLE_MS);
            }
        } while (!closing);
    }

    private void watch(Statement statement) throws SQLException {
        int tooLong = longLog;
        int pagesBefore = -1;
        long tried = System.nanoTime() - BETWEEN_TRIES.toNanos();
        long changed = System.nanoTime();
        while (!closing) {
            Progress progress = checkpoint(statement, "NOOP");
            if (progress.pages() != pagesBefore) {
                pagesBefore = progress.pages();
                changed = System.nanoTime();
            }
            if (emptyLog && System.nanoTime() - tried >= BETWEEN_TRIES.toNanos()) {
                emptyLog = checkpoint(statement, "TRUNCATE").held();
                tried = System.nanoTime();
            }
            int waiting = progress.pages() - progress.moved();
            boolean idle = waiting > 0 && System.nanoTime() - changed >= quiet.toNanos();
            if (waiting >= worthMoving || idle) {
                progress = checkpoint(statement, "PASSIVE");
            }
            if (progress.pages() < longLog) {
                tooLong = longLog;
            } else if (progress.pages() >= tooLong
                    && checkpoint(statement, "RESTART").held()) {
                // A reader holds the log: leave writers alone until it is well longer.
                tooLong = progress.pages() + longLog;
            }
            sleep(PAUSE_MS);
        }
        // Writers have stopped: an empty log leaves nothing to be forgotten by who copies the file.
        checkpoint(statement, "TRUNCATE");
    }

    private static Progress checkpoint(Statement statement, String mode) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            row.next();
            return new Progress(row.getInt(1) != 0, row.getInt(2), row.getInt(3));
        }
    }

    private void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            // close() wants the loop to look at its condition.
        }
    }

    /// Empties the log as soon as no reader needs it; until then it is tried again and again.
    void emptyLog() {
        emptyLog = true;
    }

    /// Whether the log is still to be emptied.
    boolean emptying() {
        return emptyLog;
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
