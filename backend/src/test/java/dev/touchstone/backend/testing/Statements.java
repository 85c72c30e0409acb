package dev.touchstone.backend.testing;

import dev.touchstone.backend.store.Database;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/// Counts what a database is asked, from all threads.
public final class Statements implements SqlLogger {
    private final AtomicLong count = new AtomicLong();

    public static Statements of(Database database) {
        Statements statements = new Statements();
        database.reader().setSqlLogger(statements);
        database.writer().setSqlLogger(statements);
        return statements;
    }

    public long count() {
        return count.get();
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        count.incrementAndGet();
    }
}
