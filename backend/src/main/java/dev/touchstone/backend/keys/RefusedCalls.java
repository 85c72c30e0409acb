package dev.touchstone.backend.keys;

import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts refused calls into the ledger, one row a minute for the same actor, operation and cause: somebody who
/// guesses keys in a loop must not be able to fill the database.
final class RefusedCalls {
    private static final Logger log = LoggerFactory.getLogger(RefusedCalls.class);
    private static final int MOST_ACTORS = 1000;

    private record Kind(String actor, String operation, String why, long minute) {}

    private final Database database;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Map<Kind, Boolean> written = new ConcurrentHashMap<>();

    RefusedCalls(Database database, Ledger ledger, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
    }

    void note(String actor, String operation, String why) {
        long minute = clock.millis() / 60_000;
        written.keySet().removeIf(kind -> kind.minute() < minute);
        if (written.size() >= MOST_ACTORS
                || written.putIfAbsent(new Kind(actor, operation, why, minute), true) != null) {
            return;
        }
        log.warn("call refused actor={} operation={} why={}", actor, operation, why);
        try {
            database.writer()
                    .useTransaction(transaction ->
                            ledger.append(transaction, actor, "call.refused", operation, null, Map.of("why", why)));
        } catch (RuntimeException e) {
            // The refusal itself must still reach the caller; the log line above has kept the fact.
            log.error("refused call not audited actor={} operation={}", actor, operation, e);
        }
    }
}
