package dev.touchstone.backend.feedback.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.FeedbackMoment;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.feedback.work.FeedbackBench;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class FeedbackIntakeTest {
    private static NewFeedback.Builder down(String externalId) {
        return NewFeedback.of("p", externalId, FeedbackKind.THUMB).value("down");
    }

    @EveryDatabase
    void theSameEventAgainGetsTheSameAnswerAndIsStoredOnce(Workbench bench) {
        bench.pipeline("p", "{}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            FeedbackIntake.Answer first = feedback.post(down("a").eventId("e1").build());
            FeedbackIntake.Answer again = feedback.post(down("a").eventId("e1").build());
            FeedbackIntake.Answer other =
                    feedback.post(down("a").eventId("e1").actor("ann").build());

            assertThat(first).isInstanceOf(FeedbackIntake.Answer.Stored.class);
            assertThat(again)
                    .isEqualTo(new FeedbackIntake.Answer.Known(((FeedbackIntake.Answer.Stored) first).receipt()));
            assertThat(other).isInstanceOf(FeedbackIntake.Answer.Different.class);
            assertThat(bench.count("feedback_event")).isEqualTo(1);
        }
    }

    @EveryDatabase
    void manyAtOnceOfOneEventAreStoredOnce(Workbench bench) {
        bench.pipeline("p", "{}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            List<CompletableFuture<FeedbackIntake.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(feedback.intake.accept(down("a").eventId("same").build()));
            }

            assertThat(answers.stream()
                            .map(CompletableFuture::join)
                            .filter(FeedbackIntake.Answer.Stored.class::isInstance))
                    .hasSize(1);
            assertThat(bench.count("feedback_event")).isEqualTo(1);
        }
    }

    @EveryDatabase
    void anOutputOfAnotherPipelineIsUnknown(Workbench bench) {
        bench.pipeline("p", "{}");
        bench.pipeline("q", "{}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputId id = feedback.output("a").id();

            assertThatThrownBy(() -> feedback.post(
                            NewFeedback.of("q", id, FeedbackKind.COPY).build()))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.why()).isEqualTo(Refused.Why.UNKNOWN));
            assertThatThrownBy(() -> feedback.post(
                            NewFeedback.of("nobody", "a", FeedbackKind.COPY).build()))
                    .isInstanceOf(Refused.class);
            assertThat(bench.count("feedback_event")).isZero();
        }
    }

    @EveryDatabase
    void namesOfUsersAreStoredNowhere(Workbench bench) {
        bench.pipeline("p", "{}");
        bench.pipeline("q", "{}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            feedback.post(down("a")
                    .actor("ann@example.org")
                    .moment(FeedbackMoment.in("session of ann"))
                    .build());
            feedback.post(down("b").actor("ann@example.org").build());
            feedback.post(NewFeedback.of("q", "a", FeedbackKind.COPY)
                    .actor("ann@example.org")
                    .build());

            List<String> actors = column(bench, "actor");
            assertThat(actors.get(0)).isEqualTo(actors.get(1)).isNotEqualTo(actors.get(2));
            assertThat(String.join(" ", actors) + column(bench, "session")).doesNotContain("ann");
        }
    }

    @EveryDatabase
    void aClientsClockCountsOnlyWhileItIsBelievable(Workbench bench) {
        bench.pipeline("p", "{}");
        Instant now = bench.clock.instant();
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            for (Duration off : List.of(Duration.ofMinutes(-20), Duration.ofDays(-1), Duration.ofDays(1))) {
                feedback.post(down("a").moment(FeedbackMoment.at(now.plus(off))).build());
            }

            assertThat(column(bench, "happened_at_ms"))
                    .containsExactly(
                            String.valueOf(now.minus(Duration.ofMinutes(20)).toEpochMilli()),
                            String.valueOf(now.toEpochMilli()),
                            String.valueOf(now.toEpochMilli()));
            assertThat(column(bench, "client_at_ms"))
                    .contains(String.valueOf(now.plus(Duration.ofDays(1)).toEpochMilli()));
        }
    }

    @EveryDatabase
    void whatUsersWroteGoesWithTheRetention(Workbench bench) {
        bench.pipeline("p", "{}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            feedback.post(down("a").comment("It is wrong.").build());
            String now = Ids.lowerBound(bench.clock.instant().plusSeconds(1).toEpochMilli());

            int cleared = Events.clearWords(bench.database, new PipelineName("p"), "", now, 10);

            assertThat(cleared).isEqualTo(1);
            assertThat(column(bench, "words")).containsOnlyNulls();
            assertThat(column(bench, "kind")).containsExactly("thumb");
        }
    }

    private static List<String> column(Workbench bench, String name) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT " + name + " FROM feedback_event ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }
}
