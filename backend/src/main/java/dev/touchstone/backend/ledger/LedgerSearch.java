package dev.touchstone.backend.ledger;

import dev.touchstone.api.ledger.LedgerLine;
import dev.touchstone.backend.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Walks the ledger from its end back, a bounded number of entries at a time. Thread-safe.
public final class LedgerSearch {
    private static final int MOST_LOOKED_AT = 20_000;
    private static final int STEP = 2_000;

    private final Database database;

    public LedgerSearch(Database database) {
        this.database = database;
    }

    /// Which entries; what is null does not narrow.
    ///
    /// @param action how the action begins
    public record Wanted(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject) {
        boolean fits(Entry entry) {
            return (actor == null || actor.equals(entry.actor()))
                    && (action == null || entry.action().startsWith(action))
                    && (subject == null || subject.equals(entry.subject()));
        }
    }

    /// @param nextBefore where to search on; null when everything was looked at
    public record Found(List<LedgerLine> lines, @Nullable Long nextBefore) {}

    /// Public only because JDBI reads it.
    public record Entry(long seq, long atMs, String actor, String action, String subject) {
        LedgerLine line() {
            return new LedgerLine(seq, Instant.ofEpochMilli(atMs), actor, action, subject);
        }
    }

    /// @param before exclusive upper bound
    public Found find(Wanted wanted, long before, int limit) {
        List<LedgerLine> lines = new ArrayList<>();
        long at = before;
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += STEP) {
            List<Entry> step = step(at);
            for (Entry entry : step) {
                at = entry.seq();
                if (wanted.fits(entry)) {
                    lines.add(entry.line());
                    if (lines.size() == limit) {
                        return new Found(lines, at > 1 ? at : null);
                    }
                }
            }
            if (step.size() < STEP) {
                return new Found(lines, null);
            }
        }
        return new Found(lines, at);
    }

    private List<Entry> step(long before) {
        return database.reader()
                .withHandle(handle -> handle.createQuery("""
                        SELECT seq, at_ms, actor, action, subject FROM ledger_entry
                        WHERE seq < :before ORDER BY seq DESC LIMIT :rows
                        """)
                        .bind("before", before)
                        .bind("rows", STEP)
                        .map(ConstructorMapper.of(Entry.class))
                        .list());
    }
}
