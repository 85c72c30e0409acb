package dev.touchstone.backend.feedback.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.FeedbackMoment;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.generic.GenericType;

class FeedbackWorkTest {
    private static final String POLICY = "{\"audit_rate\": 0, \"feedback\": {\"review_below\": 0}}";

    @EveryDatabase
    void whatComesBeforeItsOutputIsCountedWhenTheOutputIsThere(Workbench bench) {
        bench.pipeline("p", POLICY);
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            feedback.thumb("a", "ann", "down");
            feedback.count();
            assertThat(bench.count("feedback_signal")).isZero();

            OutputId id = feedback.output("a").id();
            feedback.count();
            assertThat(bench.count("feedback_signal"))
                    .as("it is not looked for all the time")
                    .isZero();
            bench.clock.advance(Duration.ofSeconds(1));
            feedback.count();

            assertThat(feedback.signal(id, "meaning")).isEqualTo("strong_negative");
            assertThat(rollup(bench)).containsExactly(Map.entry("strong_negative", 1L));
        }
    }

    @EveryDatabase
    void whatNeverGetsAnOutputIsGivenUpAndKept(Workbench bench) {
        bench.pipeline("p", POLICY);
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            feedback.thumb("never", "ann", "down");
            int looks = 0;
            for (int hour = 0; hour < 24 * 16; hour++) {
                looks += feedback.work.run();
                bench.clock.advance(Duration.ofHours(1).plusMinutes(10));
            }

            // At most once an hour for fourteen days, and then never again.
            assertThat(looks).isBetween(100, 24 * 14);
            assertThat(states(bench)).containsExactly("lost");
        }
    }

    @EveryDatabase
    void theLaterVoteOfAUserCountsWhateverArrivesFirst(Workbench bench) {
        bench.pipeline("p", POLICY);
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputId id = feedback.output("a").id();
            NewFeedback.Builder up = NewFeedback.of("p", id, FeedbackKind.THUMB)
                    .actor("ann")
                    .value("up")
                    .moment(FeedbackMoment.at(bench.clock.instant().minusSeconds(10)));
            NewFeedback.Builder down = NewFeedback.of("p", id, FeedbackKind.THUMB)
                    .actor("ann")
                    .value("down")
                    .moment(FeedbackMoment.at(bench.clock.instant().minusSeconds(60)));

            feedback.post(up.build());
            feedback.count();
            feedback.post(down.build());
            feedback.count();

            assertThat(feedback.signal(id, "meaning")).isEqualTo("strong_positive");
            assertThat(feedback.signal(id, "voices")).isEqualTo("1");
            assertThat(bench.count("feedback_event")).isEqualTo(2);
            assertThat(rollup(bench)).containsExactly(Map.entry("strong_positive", 1L));
        }
    }

    @EveryDatabase
    void severalUsersComeToTheirMean(Workbench bench) {
        bench.pipeline("p", POLICY);
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputId id = feedback.output("a").id();
            feedback.thumb("a", "ann", "down");
            feedback.thumb("a", "bob", "up");
            feedback.thumb("a", "cem", "up");
            feedback.count();
            assertThat(feedback.signal(id, "meaning")).isEqualTo("weak_positive");
            assertThat(Double.parseDouble(feedback.signal(id, "score_sum"))).isEqualTo(2);

            feedback.thumb("a", "ann", "up");
            feedback.count();
            assertThat(feedback.signal(id, "meaning")).isEqualTo("strong_positive");
            assertThat(rollup(bench)).containsEntry("strong_positive", 1L).containsEntry("weak_positive", 0L);
        }
    }

    @EveryDatabase
    void aScriptThatPressesEveryThumbIsAFewVoicesAmongOthers(Workbench bench) {
        bench.pipeline("p", POLICY);
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            for (int i = 0; i < 300; i++) {
                feedback.output("o" + i);
                feedback.thumb("o" + i, "script", "down");
            }
            for (int i = 0; i < 1000; i++) {
                feedback.thumb("o0", "script", "down");
            }
            feedback.count();

            assertThat(bench.count("feedback_event")).isEqualTo(1300);
            assertThat(rollup(bench)).containsExactly(Map.entry("strong_negative", 5L));

            for (int i = 0; i < 200; i++) {
                feedback.thumb("o" + i, "user" + i, "down");
            }
            feedback.thumb("o299", "somebody", "down");
            feedback.count();
            long ofScript = bench.database
                    .reader()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT MAX(voices) FROM feedback_share WHERE actor <> '' AND voices > 1")
                            .mapTo(Long.class)
                            .one());
            assertThat(ofScript).isEqualTo(5);
            assertThat(rollup(bench)).containsExactly(Map.entry("strong_negative", 201L));
        }
    }

    @EveryDatabase
    void theSameQuestionAgainIsAReAskAndAnotherIsAFollowUp(Workbench bench) {
        bench.pipeline("p", POLICY);
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            OutputId again = feedback.output("a").id();
            OutputId other = feedback.output("b").id();
            OutputId late = feedback.output("c").id();
            feedback.post(followUp(again, "how can I reset my password"));
            feedback.post(followUp(other, "And where do I see my invoices?"));
            feedback.count();
            bench.clock.advance(Duration.ofMinutes(6));
            feedback.post(followUp(late, "how can I reset my password"));
            feedback.count();

            assertThat(feedback.signal(again, "kinds")).isEqualTo("re_ask=weak_negative");
            assertThat(feedback.signal(other, "kinds")).isEqualTo("follow_up=none");
            assertThat(feedback.signal(late, "kinds")).isEqualTo("follow_up=none");
        }
    }

    private static NewFeedback followUp(OutputId id, String question) {
        return NewFeedback.of("p", id, FeedbackKind.FOLLOW_UP)
                .actor("ann")
                .value(question)
                .build();
    }

    private static Map<String, Long> rollup(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT meaning, SUM(outputs) AS outputs FROM feedback_rollup GROUP BY meaning")
                        .setMapKeyColumn("meaning")
                        .setMapValueColumn("outputs")
                        .collectInto(new GenericType<Map<String, Long>>() {}));
    }

    private static List<String> states(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT state FROM feedback_event")
                        .mapTo(String.class)
                        .list());
    }
}
