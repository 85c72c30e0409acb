package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.judge.Judgment;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.ModelLine;
import dev.touchstone.backend.model.OpenAiModel;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockJudge;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whoever calls a model of an endpoint shares its limits with all others who do.
class LineLimitsTest {
    private static final OpenAiModel.Question QUESTION = new OpenAiModel.Question("", "a question", null);

    private static JudgeBench bench(String settings) {
        return new JudgeBench(TestDatabases.newSqlite(), settings, question -> MockAnswer.of("fine"));
    }

    private static ModelLine line(JudgeBench judge, String settings, String slash) {
        Database database = judge.bench.database;
        return new ModelLine(
                JudgeBench.config(judge.mock.url() + slash, settings),
                database,
                judge.bench.clock,
                judge.parts.shared().tokens());
    }

    @Test
    void callsAtOnceAreCountedTogether() {
        String two = "{\"workers\": 2}";
        try (JudgeBench judge = bench(two);
                ModelLine one = line(judge, two, "");
                ModelLine other = line(judge, two, "/")) {
            assertThat(one.begin()).isTrue();
            assertThat(other.begin()).isTrue();
            assertThat(one.begin()).isFalse();
            assertThat(other.room()).isZero();

            one.ask(QUESTION);
            one.answered();

            assertThat(other.room()).isOne();
            assertThat(other.begin()).isTrue();
        }
    }

    /// Of ten calls in ten seconds, each of which is told to wait for half a minute.
    @Test
    void whatTheEndpointAsksForHoldsBackTheWholeLine() {
        String settings = "{\"workers\": 8}";
        try (JudgeBench judge = bench(settings);
                ModelLine one = line(judge, settings, "");
                ModelLine other = line(judge, settings, "")) {
            int calls = 0;
            for (int second = 0; second < 10; second++) {
                if (other.begin()) {
                    calls++;
                    other.ask(QUESTION);
                    other.away(ModelFault.RATE_LIMITED, Duration.ofSeconds(30));
                }
                assertThat(one.begin()).isFalse();
                assertThat(one.cause()).contains(ModelFault.RATE_LIMITED);
                judge.bench.clock.advance(Duration.ofSeconds(1));
            }
            assertThat(calls).isOne();

            judge.bench.clock.advance(Duration.ofSeconds(21));
            assertThat(one.begin()).isTrue();
        }
    }

    @Test
    void tokensAreCountedTogether() {
        String settings = "{\"workers\": 8, \"tokens_per_minute\": 1000}";
        try (JudgeBench judge = bench(settings);
                ModelLine one = line(judge, settings, "");
                ModelLine other = line(judge, settings, "/")) {
            assertThat(one.begin()).isTrue();
            one.ask(new OpenAiModel.Question("", "x".repeat(8000), null));
            one.answered();

            assertThat(other.begin()).isFalse();
        }
    }

    /// The verdict of a question, from an endpoint that says so of tokens.
    private static MockAnswer using(MockQuestion question, String usage) {
        return new MockAnswer.Status(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"id\": \"x\", \"object\": \"chat.completion\", \"created\": 0, \"model\": \"m\", \"choices\":"
                        + " [{\"index\": 0, \"finish_reason\": \"stop\", \"logprobs\": null, \"message\": {\"role\":"
                        + " \"assistant\", \"content\": " + Json.write(question.verdict(0.9, "It is right."))
                        + "}}]" + usage + "}");
    }

    private static List<Judgment> judged(String usage) {
        String settings = "{\"workers\": 1, \"prices\": {\"" + MockJudge.MODEL
                + "\": {\"input\": 1000, \"output\": 1000}}, \"weekly_spend_cap\": 2}";
        try (JudgeBench judge =
                new JudgeBench(TestDatabases.newSqlite(), settings, question -> using(question, usage))) {
            List<OutputReceipt> posted = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                posted.add(judge.post("an answer " + i));
            }
            judge.judging.start();
            judge.eventually("the cap reached", () -> judge.judging.line().capReached());
            return posted.stream()
                    .flatMap(one -> judge.judgments(one.id()).stream())
                    .toList();
        }
    }

    @Test
    void theCapHoldsWhenTheEndpointSaysNothingOfTokens() {
        List<Judgment> judgments = judged("");

        assertThat(judgments).hasSizeLessThan(20).isNotEmpty().allSatisfy(one -> {
            assertThat(one.tokensEstimated()).isTrue();
            assertThat(one.effort().inputTokens()).isBetween(100L, 10_000L);
            assertThat(one.effort().outputTokens()).isPositive();
            assertThat(one.effort().cost()).isPositive();
        });
        assertThat(judgments.stream().mapToDouble(each -> each.effort().cost()).sum())
                .isBetween(2.0, 5.0);
    }

    @Test
    void whatCannotBeIsNotStored() {
        for (String usage : List.of(
                ", \"usage\": {\"prompt_tokens\": 9000000000, \"completion_tokens\": 5, \"total_tokens\": 5}",
                ", \"usage\": {\"prompt_tokens\": -7, \"completion_tokens\": -1, \"total_tokens\": 0}",
                ", \"usage\": {\"prompt_tokens\": 1, \"completion_tokens\": 1, \"total_tokens\": 2}")) {
            assertThat(judged(usage)).isNotEmpty().allSatisfy(one -> {
                assertThat(one.tokensEstimated()).isTrue();
                assertThat(one.effort().inputTokens()).isBetween(100L, 10_000L);
            });
        }
    }
}
