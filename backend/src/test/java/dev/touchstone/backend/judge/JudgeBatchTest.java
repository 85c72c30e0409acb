package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeReason;
import dev.touchstone.api.judge.JudgmentBatch;
import dev.touchstone.api.judge.NewJudgmentBatch;
import dev.touchstone.backend.judge.batch.JudgeBatches;
import dev.touchstone.backend.judge.judgment.JudgeMetrics;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.OpenAiBatch;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Backfills through the endpoint's batch interface.
class JudgeBatchTest {
    private static final String PRICED = "{\"prices\": {\"mock-judge\": {\"input\": 2.0, \"output\": 10.0}}}";
    private static final NewJudgmentBatch TODAY =
            new NewJudgmentBatch(Instant.parse("2030-01-01T00:00:00Z"), Instant.parse("2030-01-02T00:00:00Z"), 100);

    /// Answers by what the output says.
    private static MockAnswer byTheText(MockQuestion question) {
        return switch (question.block("output")) {
            case "refused" -> new MockAnswer.Completion(null, "stop", "No.");
            case "forged" -> MockAnswer.of(question.verdict(0.9, "x").replace(question.token(), "0".repeat(32)));
            case "bad request" -> MockAnswer.status(400);
            case "lost" -> new MockAnswer.Reset();
            case "wrong" -> JudgeBench.rejecting(question);
            default -> JudgeBench.approving(question);
        };
    }

    private static JudgeBench bench(DatabaseConfig database) {
        JudgeBench judge = new JudgeBench(database, PRICED, JudgeBatchTest::byTheText);
        judge.bench.pipeline(JudgeBench.PIPELINE, "{\"audit_rate\": 0, \"judge\": {\"examples\": 0}}");
        return judge;
    }

    private static JudgmentBatch order(JudgeBench judge) {
        return judge.judging
                .batches()
                .order(judge.bench.pipelines.require(new PipelineName(JudgeBench.PIPELINE)), TODAY, "boss");
    }

    private static JudgmentBatch only(JudgeBench judge) {
        List<JudgmentBatch> all = judge.judging.batches().of(new PipelineName(JudgeBench.PIPELINE));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @EveryDatabase
    void aWindowIsJudgedAsOneJobAndItsFailuresAreCountedByCause(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            List<String> ids = new ArrayList<>();
            for (String text : List.of("good", "wrong", "refused", "forged", "bad request", "lost")) {
                ids.add(judge.post(text).id().value());
            }
            assertThat(order(judge).progress().outputs()).isEqualTo(6);
            JudgeBatches batches = judge.judging.batches();

            assertThat(batches.catchUp()).as("submitted").isZero();
            assertThat(only(judge).state()).isEqualTo(JudgmentBatch.State.SUBMITTED);
            assertThat(batches.catchUp()).as("under way").isZero();
            assertThat(batches.catchUp()).as("ended").isOne();
            assertThat(batches.catchUp()).as("nothing left").isZero();

            JudgmentBatch ended = only(judge);
            assertThat(ended.state()).isEqualTo(JudgmentBatch.State.ENDED);
            assertThat(ended.progress().judged()).isEqualTo(2);
            assertThat(ended.progress().failures())
                    .isEqualTo(Map.of("refusal", 1L, "forged", 1L, "request_refused", 1L, "no_completion", 1L));
            assertThat(judge.judgments(new OutputId(ids.get(0))).getFirst()).satisfies(judgment -> {
                assertThat(judgment.said().score()).isEqualTo(0.9);
                assertThat(judgment.reasons()).containsExactly(JudgeReason.REQUESTED);
                // Half of 1,000 at 2 and 200 at 10 for a million.
                assertThat(judgment.effort().cost()).isCloseTo(0.002, within(1e-12));
            });
            assertThat(judge.judged(new OutputId(ids.get(3)))).isFalse();
            assertThat(judge.faults(ModelFault.FORGED)).isOne();
            // A rejection sends what went out to review, as always.
            assertThat(judge.bench
                            .outputs
                            .find(new OutputId(ids.get(1)))
                            .orElseThrow()
                            .routed()
                            .reviewId())
                    .isNotNull();
            assertThat(judge.bench.audited()).anyMatch(entry -> entry.startsWith("boss judge.batch-ordered"));
        }
    }

    @EveryDatabase
    void whatIsJudgedAlreadyIsInNoJob(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            judge.post("good");
            order(judge);
            for (int i = 0; i < 3; i++) {
                judge.judging.batches().catchUp();
            }

            assertThatThrownBy(() -> order(judge))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo("nothing-to-judge"));
            judge.post("another");
            assertThat(order(judge).progress().outputs()).isOne();
        }
    }

    /// The endpoint is away at every step, and a restart forgets everything but the rows.
    @Test
    void aJobSurvivesAnEndpointThatIsAwayAndARestart() {
        try (JudgeBench judge = bench(TestDatabases.newSqlite())) {
            judge.post("good");
            order(judge);
            judge.mock.failsBatchCalls(2);
            judge.judging.batches().catchUp();
            assertThat(only(judge).trouble()).isEqualTo("server_error");
            assertThat(only(judge).state()).isEqualTo(JudgmentBatch.State.PREPARING);

            int runs = 0;
            while (only(judge).state() != JudgmentBatch.State.ENDED && runs++ < 10) {
                try (JudgeBatches restarted =
                        new JudgeBatches(judge.parts, judge.bench.ledger, new JudgeMetrics(judge.metrics))) {
                    restarted.catchUp();
                }
            }

            assertThat(only(judge).progress().judged()).isOne();
            assertThat(only(judge).trouble()).isNull();
        }
    }

    /// We crashed after the endpoint had taken the job and before we wrote that down.
    @Test
    void aJobThatWasSubmittedIsFoundAgainAndNotPaidTwice() {
        try (JudgeBench judge = bench(TestDatabases.newSqlite())) {
            judge.post("good");
            order(judge);
            judge.judging.batches().catchUp();
            String remote = String.valueOf(only(judge).remoteId());
            // Others have asked the endpoint for more than one page of jobs since.
            try (OpenAiBatch others = new OpenAiBatch(judge.parts.config())) {
                for (int i = 0; i < 25; i++) {
                    others.submit("other-" + i, List.of());
                }
            }
            judge.bench
                    .database
                    .writer()
                    .useHandle(
                            handle -> handle.execute("UPDATE judge_batch SET state = 'preparing', remote_id = NULL"));

            judge.judging.batches().catchUp();

            assertThat(only(judge).remoteId()).isEqualTo(remote);
        }
    }

    /// An endpoint that answers 404 may be another one for a moment: only after an hour is the job given up.
    @EveryDatabase
    void aJobThatItsEndpointHasLostComesToAnEndAndCanBeOrderedAgain(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            judge.post("good");
            order(judge);
            JudgeBatches batches = judge.judging.batches();
            batches.catchUp();
            assertThat(judge.judging.notes()).isEmpty();
            judge.mock.losesBatches();

            assertThat(batches.catchUp()).isZero();
            assertThat(only(judge).trouble()).isEqualTo("not_served");
            assertThat(judge.judging.notes()).singleElement().asString().contains("does not know judgment batch");
            judge.bench.clock.advance(Duration.ofMinutes(59));
            assertThat(batches.catchUp()).as("not yet").isZero();
            judge.bench.clock.advance(Duration.ofMinutes(2));
            assertThat(batches.catchUp()).as("given up").isOne();

            assertThat(only(judge)).satisfies(ended -> {
                assertThat(ended.state()).isEqualTo(JudgmentBatch.State.ENDED);
                assertThat(ended.trouble()).isEqualTo("lost");
                assertThat(ended.progress().failures()).isEqualTo(Map.of("unanswered", 1L));
            });
            assertThat(judge.judging.notes()).singleElement().asString().contains("order its window again");
            assertThat(order(judge).progress().outputs()).isOne();
            judge.bench.clock.advance(Duration.ofHours(25));
            assertThat(judge.judging.notes()).as("old news").isEmpty();
        }
    }

    @EveryDatabase
    void aJobThatIsFoundAgainGoesOn(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            judge.post("good");
            order(judge);
            JudgeBatches batches = judge.judging.batches();
            batches.catchUp();
            String remote = only(judge).remoteId();
            remote(judge, "batch-of-another-place");
            batches.catchUp();
            judge.bench.clock.advance(Duration.ofMinutes(59));
            remote(judge, remote);
            batches.catchUp();
            assertThat(judge.judging.notes()).isEmpty();
            remote(judge, "batch-of-another-place");
            judge.bench.clock.advance(Duration.ofMinutes(2));

            assertThat(batches.catchUp()).as("missed for the first time again").isZero();
            remote(judge, remote);
            batches.catchUp();
            assertThat(only(judge).progress().judged()).isOne();
        }
    }

    private static void remote(JudgeBench judge, @Nullable String id) {
        judge.bench.database.writer().useHandle(handle -> handle.execute("UPDATE judge_batch SET remote_id = ?", id));
    }

    @EveryDatabase
    void anybodyWhoMayCanEndAJobAndOrderItAgain(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            judge.post("good");
            JudgmentBatch ordered = order(judge);
            JudgeBatches batches = judge.judging.batches();
            batches.catchUp();
            judge.bench.clock.advance(Duration.ofHours(37));
            assertThat(judge.judging.notes())
                    .singleElement()
                    .asString()
                    .contains("36 hours", "/judgment-batches/" + ordered.id() + ":end");

            PipelineName pipeline = new PipelineName(JudgeBench.PIPELINE);
            JudgmentBatch ended = batches.ends().end(pipeline, ordered.id(), "boss");

            assertThat(ended.state()).isEqualTo(JudgmentBatch.State.ENDED);
            assertThat(ended.trouble()).isEqualTo("ended_by_hand");
            assertThat(ended.progress().failures()).isEqualTo(Map.of("unanswered", 1L));
            assertThat(judge.bench.audited()).anyMatch(entry -> entry.startsWith("boss judge.batch-ended"));
            assertThat(batches.catchUp()).as("nothing runs").isZero();
            assertThat(judge.judging.notes()).isEmpty();
            assertThatThrownBy(() -> batches.ends().end(pipeline, ordered.id(), "boss"))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo("batch-ended"));
            assertThatThrownBy(() -> batches.ends().end(new PipelineName("other"), ordered.id(), "boss"))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo("unknown-batch"));
            assertThat(order(judge).progress().outputs()).isOne();
        }
    }

    @EveryDatabase
    void whatIsOrderedTwiceIsPaidOnce(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            judge.post("good");
            order(judge);

            assertThatThrownBy(() -> order(judge))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo("nothing-to-judge"));
            judge.post("another");
            assertThat(order(judge).progress().outputs()).isOne();
        }
    }

    /// Nobody has looked at it, so no judgment says that it failed.
    @EveryDatabase
    void whatExpiredIsUnanswered(DatabaseConfig database) {
        try (JudgeBench judge = bench(database)) {
            OutputId expired = judge.post("good").id();
            judge.mock.answers(question -> new MockAnswer.Hang());
            order(judge);
            for (int i = 0; i < 3; i++) {
                judge.judging.batches().catchUp();
            }

            assertThat(only(judge).progress().failures()).isEqualTo(Map.of("unanswered", 1L));
            assertThat(judge.judgments(expired)).isEmpty();
        }
    }
}
