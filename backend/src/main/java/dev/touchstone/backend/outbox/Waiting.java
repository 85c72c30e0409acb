package dev.touchstone.backend.outbox;

import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What operators ask of the outbox: how much waits, and for how long.
public final class Waiting {
    private static final int MOST_LANES = 500;
    private static final int OLDEST = 20;

    private final Database database;
    private final InstantSource clock;

    public Waiting(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The first in line of a consumer.
    ///
    /// @param channel where it goes; empty for jobs in any order
    public record Oldest(String consumer, String channel, Duration age) {}

    /// The oldest of each consumer, and for channels those of the twenty that have waited longest.
    public List<Oldest> oldest() {
        return database.reader().withHandle(this::oldest);
    }

    private List<Oldest> oldest(Handle handle) {
        WaitingDao dao = handle.attach(WaitingDao.class);
        List<Oldest> all = new ArrayList<>();
        for (String consumer : dao.consumers()) {
            handle.attach(DeliveryDao.class)
                    .oldestLoose(consumer)
                    .ifPresent(createdAtMs -> all.add(new Oldest(consumer, "", age(createdAtMs))));
            List<WaitingDao.Head> heads = dao.oldestHeads(consumer, MOST_LANES, OLDEST);
            if (consumer.equals(Outbox.CHANNEL)) {
                heads.forEach(head -> all.add(new Oldest(consumer, head.lane(), age(head.createdAtMs()))));
            } else {
                // Lanes of our own work are ids that no one knows.
                heads.stream()
                        .min(Comparator.comparingLong(WaitingDao.Head::createdAtMs))
                        .ifPresent(head -> all.add(new Oldest(consumer, "", age(head.createdAtMs()))));
            }
        }
        return all;
    }

    private Duration age(long createdAtMs) {
        return Duration.between(Instant.ofEpochMilli(createdAtMs), clock.instant());
    }
}
