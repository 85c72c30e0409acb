package dev.touchstone.backend.judge.judgment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.JudgeReason;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.judge.Judgment;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.JudgeRules;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.backend.erasure.Retention;
import dev.touchstone.backend.judge.JudgeBench;
import dev.touchstone.backend.model.Completions;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockJudge;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The judge when all goes well, and what limits it.
class JudgeTest {
    @EveryDatabase
    void aVerdictIsRecordedWithItsVersionTokensAndCost(DatabaseConfig database) {
        String prices = "{\"prices\": {\"mock-judge\": {\"input\": 2.0, \"output\": 10.0}}, \"api_key\": \"sk-1\","
                + " \"headers\": {\"x-team\": \"claims\"}}";
        try (JudgeBench judge = new JudgeBench(database, prices, JudgeBench::approving)) {
            String id = judge.bench
                    .post(NewOutput.text(JudgeBench.PIPELINE, "e-1", "an answer")
                            .query("a question")
                            .attribute("total", TextNode.valueOf("12"), 0.9)
                            .confidence(0.95)
                            .build())
                    .id()
                    .value();
            judge.judging.start();
            judge.eventually("judged", () -> judge.judged(new OutputId(id)));

            Judgment judgment = judge.judgments(new OutputId(id)).getFirst();
            assertThat(judgment.said().verdict()).isEqualTo(JudgeVerdict.APPROVE);
            assertThat(judgment.said().score()).isEqualTo(0.9);
            assertThat(judgment.reasons()).containsExactly(JudgeReason.SHARE);
            assertThat(judgment.said().rubric().get("correct"))
                    .isEqualTo(new Judgment.Line("It is right.", RubricAnswer.PASS, 0.9));
            assertThat(judgment.said().attributes().get("total"))
                    .isEqualTo(new Judgment.Finding("It is right.", AttributeLabel.CORRECT, 0.9));
            assertThat(judgment.effort().inputTokens()).isEqualTo(1000);
            assertThat(judgment.effort().outputTokens()).isEqualTo(200);
            assertThat(judgment.effort().cost()).isEqualTo(0.004);
            assertThat(judge.parts.shared().versions().of(new PipelineName(JudgeBench.PIPELINE)))
                    .singleElement()
                    .satisfies(version ->
                            assertThat(version.id()).isEqualTo(judgment.by().judgeVersion()));
            judge.eventually("work done", () -> judge.state(new OutputId(id)).equals("done"));

            MockQuestion heard = judge.mock.heard().getFirst();
            assertThat(heard.headers())
                    .containsEntry("authorization", "Bearer sk-1")
                    .containsEntry("x-team", "claims");
            assertThat(heard.body().path("temperature").asDouble(-1)).isZero();
            assertThat(heard.body().path("seed").asInt()).isEqualTo(7);
            assertThat(heard.body().at("/response_format/json_schema/strict").asBoolean())
                    .isTrue();
        }
    }

    /// Rationale before verdict: the schema that is sent keeps its order.
    @Test
    void groundsAreAskedForBeforeTheVerdict() {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), "{}", JudgeBench::approving)) {
            OutputId id = judge.post("text").id();
            judge.judging.start();
            judge.eventually("judged", () -> judge.judged(id));

            List<String> names = new java.util.ArrayList<>();
            judge.mock
                    .heard()
                    .getFirst()
                    .body()
                    .at("/response_format/json_schema/schema/properties")
                    .fieldNames()
                    .forEachRemaining(names::add);
            assertThat(names).containsExactly("token", "rationale", "rubric", "attributes", "score", "verdict");
        }
    }

    @Test
    void theJudgesShareAndTheAuditAreCutFromTheSameKey() {
        JudgeRules rules = new JudgeRules(0.3, 0.5, true, 0.0, 0);

        assertThat(JudgeWork.of(rules, 0.9, 0.29)).hasValueSatisfying(work -> {
            assertThat(work.pi()).isEqualTo(0.3);
            assertThat(work.reasons()).containsExactly(JudgeReason.SHARE);
        });
        assertThat(JudgeWork.of(rules, 0.9, 0.3)).isEmpty();
        assertThat(JudgeWork.of(rules, 0.4, 0.9)).hasValueSatisfying(work -> {
            assertThat(work.pi()).isEqualTo(1);
            assertThat(work.reasons()).containsExactly(JudgeReason.LOW_CONFIDENCE);
        });
        assertThat(JudgeWork.of(rules, null, 0.9)).isEmpty();
        assertThat(JudgeWork.of(null, 0.1, 0)).isEmpty();
    }

    @EveryDatabase
    void aRejectionSendsWhatWentOutToReview(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{}", JudgeBench::rejecting)) {
            OutputReceipt receipt = judge.post("a confident error");
            assertThat(receipt.reviewId()).isNull();
            judge.judging.start();
            judge.eventually("judged", () -> judge.judged(receipt.id()));

            ReviewId reviewId = judge.bench
                    .outputs
                    .find(receipt.id())
                    .orElseThrow()
                    .routed()
                    .reviewId();
            Review review = judge.bench
                    .queue
                    .find(new ReviewId(String.valueOf(reviewId)))
                    .orElseThrow();
            assertThat(review.asked().reasons()).containsExactly(RouteReason.JUDGE_DISAGREEMENT);
            assertThat(review.asked().blind()).isFalse();
            assertThat(review.asked().risk()).isEqualTo(0.9);
        }
    }

    @Test
    void anApprovalReleasesNothingThatPeopleWait() {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), "{}", JudgeBench::approving)) {
            ReviewId review = judge.bench.openReview(new PipelineName(JudgeBench.PIPELINE), "doubtful");
            OutputId output = judge.bench.queue.find(review).orElseThrow().outputId();
            judge.judging.start();
            judge.eventually("judged", () -> judge.judged(output));

            assertThat(judge.bench.queue.find(review).orElseThrow().standing().state())
                    .isEqualTo(dev.touchstone.api.review.ReviewState.OPEN);
            assertThat(judge.bench.count("review")).isOne();
        }
    }

    @Test
    void whatAVerdictDoesIsForThePolicyToSay() {
        JudgeAnswer.Detail grounds = new JudgeAnswer.Detail("because", java.util.Map.of(), java.util.Map.of());
        JudgeAnswer borderline = new JudgeAnswer(JudgeVerdict.REJECT, 0.45, grounds);
        JudgeAnswer sure = new JudgeAnswer(JudgeVerdict.REJECT, 0.1, grounds);

        assertThat(Consequences.reason(null, sure)).contains(RouteReason.JUDGE_DISAGREEMENT);
        assertThat(Consequences.reason(new JudgeRules(1.0, null, false, 0.0, 0), sure))
                .isEmpty();
        assertThat(Consequences.reason(new JudgeRules(1.0, null, true, 0.1, 0), borderline))
                .contains(RouteReason.UNCERTAINTY);
        assertThat(Consequences.reason(new JudgeRules(1.0, null, false, 0.1, 0), sure))
                .isEmpty();
    }

    /// Never more calls at once than configured, and no judgment twice.
    @EveryDatabase
    void manyOutputsAreJudgedOnceEachAtTheConfiguredConcurrency(DatabaseConfig database) {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 3}", question -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.countDown();
            try {
                // The first three meet; a judge that asked one at a time would wait here in vain.
                if (!three.await(50, TimeUnit.SECONDS)) {
                    return MockAnswer.status(400);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
            return JudgeBench.approving(question);
        })) {
            List<OutputId> ids = java.util.stream.IntStream.range(0, 25)
                    .mapToObj(i -> judge.post("output " + i).id())
                    .toList();
            judge.judging.start();
            judge.eventually("all judged", () -> judge.bench.count("judgment") == ids.size());

            assertThat(most).hasValue(3);
            assertThat(judge.mock.heard()).hasSize(ids.size());
        }
    }

    @Test
    void atTheWeeklyCapWorkWaitsForMonday() {
        String cap = "{\"workers\": 1, \"prices\": {\"mock-judge\": {\"input\": 2.0, \"output\": 10.0}},"
                + " \"weekly_spend_cap\": 0.007}";
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), cap, JudgeBench::approving)) {
            for (int i = 0; i < 4; i++) {
                judge.post("output " + i);
            }
            judge.judging.start();
            judge.eventually("the cap reached", () -> judge.bench.count("judgment") == 2);
            judge.bench.clock.advance(Duration.ofMinutes(20));

            assertThat(judge.judging.notes()).singleElement().asString().contains("outputs: 2", "spend cap");
            assertThat(judge.bench.count("judgment")).isEqualTo(2);

            // 2030-01-01 is a Tuesday.
            judge.bench.clock.set(java.time.Instant.parse("2030-01-07T00:00:01Z"));
            judge.eventually("the rest judged", () -> judge.bench.count("judgment") == 4);
            assertThat(judge.judging.notes()).isEmpty();
        }
    }

    @Test
    void aMinuteHasOnlySoManyTokens() {
        try (JudgeBench judge = new JudgeBench(
                TestDatabases.newSqlite(), "{\"workers\": 1, \"tokens_per_minute\": 1200}", JudgeBench::approving)) {
            judge.post("one");
            judge.post("two");
            judge.judging.start();
            dev.touchstone.backend.testing.Eventually.within(
                    Duration.ofSeconds(60), "one judged", () -> judge.bench.count("judgment") == 1);

            assertThat(judge.bench.count("judgment")).isOne();
            judge.bench.clock.advance(Duration.ofSeconds(61));
            dev.touchstone.backend.testing.Eventually.within(Duration.ofSeconds(60), "two judged", () -> {
                // The second may have been put off just now, until a second from the time it is.
                judge.bench.clock.advance(Duration.ofMillis(100));
                return judge.bench.count("judgment") == 2;
            });
        }
    }

    @Test
    void theTokensOfAMinuteAreOneAccountForAllWhoUseTheLine() {
        String member = "{\"models\": {\"twin\": {\"base_url\": \"URL\", \"model\": \"" + MockJudge.MODEL
                + "\", \"tokens_per_minute\": 1200}}}";
        try (JudgeBench judge = new JudgeBench(
                        TestDatabases.newSqlite(),
                        "{\"workers\": 1, \"tokens_per_minute\": 1200}",
                        member,
                        JudgeBench::approving);
                Completions writing = new Completions(
                        judge.parts.config(),
                        judge.bench.database,
                        judge.bench.clock,
                        judge.parts.shared().tokens())) {
            assertThat(writing.room()).isPositive();

            judge.post("one");
            judge.judging.start();
            judge.eventually("one judged", () -> judge.bench.count("judgment") == 1);

            assertThat(writing.room()).isZero();
            assertThat(writing.write(MockJudge.MODEL, null, "hello")).isInstanceOf(Completions.Outcome.Away.class);
            judge.bench.clock.advance(Duration.ofSeconds(61));
            assertThat(writing.room()).isPositive();
        }
    }

    @Test
    void aJudgeThatHasStoppedSilentlyIsTold() {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), "{}", question -> MockAnswer.status(401))) {
            judge.post("one");
            assertThat(judge.judging.notes()).isEmpty();
            judge.judging.start();
            judge.eventually("refused", () -> judge.faults(ModelFault.UNAUTHORIZED) > 0);
            judge.bench.clock.advance(Duration.ofMinutes(16));

            assertThat(judge.judging.notes()).singleElement().asString().contains("outputs: 1", "unauthorized");
            judge.stored.look();
            assertThat(judge.metrics.get("touchstone.judge.stalled").gauge().value())
                    .isOne();
        }
    }

    @EveryDatabase
    void whatTheJudgeWroteGoesWithTheText(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{}", JudgeBench::rejecting)) {
            OutputId id = judge.post("an answer").id();
            judge.judging.start();
            judge.eventually("judged", () -> judge.judged(id));
            Retention retention = judge.bench.retention();

            retention.run();
            assertThat(judge.judgments(id).getFirst().said().rationale()).isEqualTo("It is wrong.");
            judge.bench.clock.advance(Duration.ofDays(366));
            retention.run();

            Judgment after = judge.judgments(id).getFirst();
            assertThat(after.said().rationale()).isNull();
            assertThat(after.said().rubric()).isEmpty();
            assertThat(after.said().verdict()).isEqualTo(JudgeVerdict.REJECT);
        }
    }
}
