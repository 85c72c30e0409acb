package dev.touchstone.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.WorkKind;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class OperationsFeatureTest {
    @EveryDatabase
    void whatWaitsTooLongAndThatNobodyAsksForItIsNoted(Workbench bench) {
        try (OperationsFeature operations = new OperationsFeature(bench.database, bench.clock)) {
            operations.watch(bench.intake, bench.outbox, bench.queue, bench.verdicts);
            assertThat(operations.notes()).isEmpty();

            bench.database.writer().useTransaction(tx -> {
                bench.outbox.write(
                        tx, new Job.ForChannel(DeliveryKind.NOTICE, new PipelineName("p"), "#a", "s", Map.of()));
                bench.outbox.write(tx, Job.Work.about(WorkKind.loose("judge", "judge"), new PipelineName("p"), "s"));
            });
            bench.clock.advance(Duration.ofSeconds(50));
            assertThat(operations.notes()).isEmpty();

            bench.clock.advance(Duration.ofMinutes(6));
            List<String> notes = operations.notes();
            assertThat(notes).hasSize(3);
            assertThat(notes.get(0)).startsWith("A delivery of kind channel has waited for 6 minutes");
            assertThat(notes.get(1)).startsWith("A delivery of kind judge has waited for 6 minutes");
            assertThat(notes.get(2)).startsWith("No bot has asked for deliveries for 6 minutes");

            bench.outbox.leaseForChannels("bot", 1, Duration.ZERO, Duration.ofSeconds(10));
            assertThat(operations.notes()).noneMatch(note -> note.startsWith("No bot"));
        }
    }

    @EveryDatabase
    void theOldestOfEachChannelIsMeasuredAndErrorsOfTheDatabaseAreCountedByTheirCause(Workbench bench) {
        try (OperationsFeature operations = new OperationsFeature(bench.database, bench.clock)) {
            operations.watch(bench.intake, bench.outbox, bench.queue, bench.verdicts);
            bench.database.writer().useTransaction(tx -> {
                bench.outbox.write(
                        tx, new Job.ForChannel(DeliveryKind.NOTICE, new PipelineName("p"), "#a", "s1", Map.of()));
                bench.outbox.write(
                        tx, new Job.ForChannel(DeliveryKind.NOTICE, new PipelineName("p"), "#b", "s2", Map.of()));
            });
            bench.clock.advance(Duration.ofSeconds(90));
            operations.stored().look();

            MeterRegistry registry = operations.registry();
            String age = "touchstone.deliveries.oldest.age.seconds";
            assertThat(registry.get(age)
                            .tags("consumer", "channel", "channel", "#a")
                            .gauge()
                            .value())
                    .isEqualTo(90);
            assertThat(registry.get(age)
                            .tags("consumer", "channel", "channel", "#b")
                            .gauge()
                            .value())
                    .isEqualTo(90);
            assertThat(registry.get("touchstone.deliveries.waiting").gauge().value())
                    .isEqualTo(2);

            assertThat(catchThrowable(() -> bench.database.reader().withHandle(handle -> handle.execute("no SQL"))))
                    .isNotNull();
            assertThat(registry.find("touchstone.database.errors").counters().stream()
                            .mapToDouble(counter -> counter.count())
                            .sum())
                    .isGreaterThanOrEqualTo(1);
        }
    }

    private static Throwable catchThrowable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowable(call);
    }
}
