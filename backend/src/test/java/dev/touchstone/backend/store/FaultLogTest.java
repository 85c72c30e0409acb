package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class FaultLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("fault-log-test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final List<Runnable> windows = new ArrayList<>();
    private final FaultLog log = new FaultLog(windows::add);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    @Test
    void aCauseIsNamedOnceAndCountedForTheRestOfTheMinute() {
        for (int i = 0; i < 349; i++) {
            log.log(logger, Level.WARN, "storage unavailable", ioError());
        }
        assertThat(said())
                .containsExactly("storage unavailable cause=sqlite_ioerr_fsync error=\"[SQLITE_IOERR_FSYNC]  "
                        + "Error fsyncing a file descriptor (disk I/O error)\"");

        windows.removeFirst().run();
        assertThat(said())
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo("storage unavailable again cause=sqlite_ioerr_fsync times=348 within_s=60");

        log.log(logger, Level.WARN, "storage unavailable", ioError());
        assertThat(said()).hasSize(3);
        windows.removeFirst().run();
        assertThat(said()).hasSize(3);
    }

    @Test
    void anotherCauseIsAnotherLineAndADefectKeepsItsTrace() {
        log.log(logger, Level.WARN, "storage unavailable", ioError());
        log.log(logger, Level.WARN, "storage unavailable", new GroupCommit.Overloaded());
        log.log(logger, Level.ERROR, "request failed", new IllegalStateException("a defect"));
        log.log(logger, Level.ERROR, "request failed", new IllegalStateException("another defect"));

        assertThat(said()).hasSize(4);
        assertThat(said().get(1)).contains("cause=queue_full");
        assertThat(lines.list.getFirst().getThrowableProxy()).isNull();
        assertThat(lines.list.get(2).getThrowableProxy()).isNotNull();
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /// What JDBI makes of a sync that fails.
    private static Exception ioError() {
        return new TransactionException(
                "Failed to commit transaction",
                new SQLiteException(
                        "[SQLITE_IOERR_FSYNC]  Error fsyncing a file descriptor (disk I/O error)",
                        SQLiteErrorCode.SQLITE_IOERR_FSYNC));
    }
}
