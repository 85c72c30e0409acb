package dev.touchstone.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.TestClock;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class NewestIdTest {
    @EveryDatabase
    void afterTheClockWasSetBackNothingOvertakesWhatWasThere(Workbench bench) {
        bench.pipeline("p", "{}");
        bench.openReview(new PipelineName("p"), "o1");
        String first = write(bench.database, bench.outbox);

        TestClock setBack = new TestClock();
        setBack.set(bench.clock.instant().minus(Duration.ofHours(2)));
        Ids ids = new Ids(setBack);
        NewestId.seed(ids, bench.database);
        Outbox restarted = new Outbox(bench.database, ids, bench.clock, new Signals(), bench.ledger);
        String second = write(bench.database, restarted);

        assertThat(second).isGreaterThan(first);
        Leased head = restarted
                .leaseForChannels("bot", 1, Duration.ZERO, Duration.ofSeconds(30))
                .getFirst();
        assertThat(head.id()).isEqualTo(first);
    }

    @EveryDatabase
    void everyTableWithIdsCounts(Workbench bench) {
        assertThat(NewestId.find(bench.database)).isEmpty();

        bench.pipeline("p", "{}");
        String review = bench.openReview(new PipelineName("p"), "o1").value();

        assertThat(NewestId.find(bench.database))
                .hasValueSatisfying(id -> assertThat(id).isGreaterThanOrEqualTo(review));
    }

    @EveryDatabase
    void aClockThatIsAheadMakesItsOwnIds(Workbench bench) {
        write(bench.database, bench.outbox);
        bench.clock.advance(Duration.ofDays(1));

        NewestId.seed(bench.ids, bench.database);

        Instant of =
                Instant.ofEpochMilli(java.util.UUID.fromString(bench.ids.next()).getMostSignificantBits() >>> 16);
        assertThat(of).isEqualTo(bench.clock.instant());
    }

    private static String write(Database database, Outbox outbox) {
        return database.writer()
                .inTransaction(tx -> outbox.write(
                                tx,
                                List.of(new Job.ForChannel(
                                        DeliveryKind.NOTICE, new PipelineName("p"), "#a", "s", Map.of("text", "t"))))
                        .getFirst());
    }
}
