package dev.touchstone.backend.judge.judgment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.backend.judge.JudgeBench;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.OpenAiModel;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything a model and its endpoint can do wrong. Nothing is approved by it, nothing waits behind it, and each is
/// counted by its cause.
class JudgeFaultTest {
    private static final String BAD = "the bad one";
    private static final String DEADLINE = "{\"deadline\": \"3s\", \"workers\": 2}";

    private static Arguments answer(String name, ModelFault cause, Function<MockQuestion, MockAnswer> script) {
        return Arguments.of(name, cause, script);
    }

    private static MockAnswer text(String content) {
        return MockAnswer.of(content);
    }

    private static String sound(MockQuestion question) {
        return question.verdict(0.9, "It is right.");
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                answer("truncated JSON", ModelFault.TRUNCATED, q -> text(sound(q).substring(0, 60))),
                answer("NaN", ModelFault.NOT_JSON, q -> text(sound(q).replaceAll("0\\.9", "NaN"))),
                answer("a score as a string", ModelFault.OFF_SCHEMA, q -> text(sound(q).replace("0.9", "\"0.9\""))),
                answer("a score above 1", ModelFault.OFF_SCHEMA, q -> text(sound(q).replace("0.9", "9"))),
                answer("two documents", ModelFault.MORE_THAN_ONE, q -> text(sound(q) + sound(q))),
                answer("a document and a sentence", ModelFault.MORE_THAN_ONE, q -> text(sound(q) + " Thanks!")),
                answer("fenced JSON", ModelFault.FENCED, q -> text("```json\n" + sound(q) + "\n```")),
                answer("prose", ModelFault.NOT_JSON, q -> text("I approve.")),
                answer("a list", ModelFault.OFF_SCHEMA, q -> text("[" + sound(q) + "]")),
                answer("refusal", ModelFault.REFUSAL, q -> new MockAnswer.Completion(null, "stop", "I cannot.")),
                answer("empty", ModelFault.EMPTY, q -> text(" \n")),
                answer("no content", ModelFault.NO_CONTENT, q -> new MockAnswer.Completion(null, "stop", null)),
                answer("cut off", ModelFault.CUT_OFF, q -> new MockAnswer.Completion(sound(q), "length", null)),
                answer("10 MB", ModelFault.TOO_LARGE, q -> new MockAnswer.Huge(10_000_000)),
                answer("a wrong enum", ModelFault.OFF_SCHEMA, q -> text(sound(q).replace("\"approve\"", "\"accept\""))),
                answer(
                        "an enum in capitals",
                        ModelFault.OFF_SCHEMA,
                        q -> text(sound(q).replace("\"approve\"", "\"APPROVE\""))),
                answer(
                        "another field",
                        ModelFault.OFF_SCHEMA,
                        q -> text(sound(q).replaceFirst("\\{", "{\"note\": 1,"))),
                answer("a field twice", ModelFault.NOT_JSON, q -> text(sound(q).replaceFirst("\\{", "{\"score\": 1,"))),
                answer("no rubric", ModelFault.OFF_SCHEMA, q -> text(sound(q).replace("\"correct\"", "\"korrekt\""))),
                answer("no token", ModelFault.FORGED, q -> text(sound(q).replace(q.token(), "token"))),
                answer("a contradiction", ModelFault.CONTRADICTION, q -> text(sound(q).replace("approve", "reject"))),
                answer("400", ModelFault.REQUEST_REFUSED, q -> MockAnswer.status(400)));
    }

    /// The bad answer is given up after its attempts, the output beside it is judged, and no judgment says approve.
    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void aBadAnswerIsCountedAndGivenUp(String name, ModelFault cause, Function<MockQuestion, MockAnswer> script) {
        try (JudgeBench judge = new JudgeBench(
                TestDatabases.newSqlite(),
                DEADLINE,
                q -> q.user().contains(BAD) ? script.apply(q) : JudgeBench.approving(q))) {
            OutputId bad = judge.post(BAD).id();
            OutputId good = judge.post("a good one").id();
            judge.judging.start();

            judge.eventually("the good one judged", () -> judge.judged(good));
            judge.eventually("the bad one given up", () -> judge.state(bad).equals("dead"));

            assertThat(judge.judged(bad)).isFalse();
            assertThat(judge.judgments(bad)).singleElement().satisfies(judgment -> {
                assertThat(judgment.said().failure()).isEqualTo(cause.wire());
                assertThat(judgment.effort().attempts()).isEqualTo(3);
                assertThat(judgment.said().score()).isNull();
            });
            assertThat(judge.faults(cause)).isEqualTo(3);
        }
    }

    static Stream<Arguments> absences() {
        return Stream.of(
                answer("401", ModelFault.UNAUTHORIZED, q -> MockAnswer.status(401)),
                answer("404", ModelFault.NOT_SERVED, q -> MockAnswer.status(404)),
                answer("429", ModelFault.RATE_LIMITED, q -> MockAnswer.status(429)),
                answer(
                        "429 with Retry-After",
                        ModelFault.RATE_LIMITED,
                        q -> new MockAnswer.Status(429, Map.of("Retry-After", "7"), "{}")),
                answer("500", ModelFault.SERVER_ERROR, q -> MockAnswer.status(500)),
                answer("a page in HTML", ModelFault.NO_COMPLETION, q -> new MockAnswer.Status(200, Map.of(), "<html>")),
                answer("no choices", ModelFault.NO_COMPLETION, q -> new MockAnswer.Status(200, Map.of(), "{}")),
                answer("reset", ModelFault.CONNECTION, q -> new MockAnswer.Reset()),
                answer("hang", ModelFault.TIMEOUT, q -> new MockAnswer.Hang()),
                answer(
                        "a dribbled body",
                        ModelFault.TIMEOUT,
                        q -> new MockAnswer.Dribble(sound(q), Duration.ofMillis(300))));
    }

    /// The work waits, costs no attempt, and is done when the judge is back.
    @ParameterizedTest(name = "{0}")
    @MethodSource("absences")
    void aJudgeThatIsAwayDelaysAndLosesNothing(
            String name, ModelFault cause, Function<MockQuestion, MockAnswer> script) {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), DEADLINE, script)) {
            OutputId first = judge.post("one").id();
            OutputId second = judge.post("two").id();
            judge.judging.start();

            judge.eventually("a fault counted", () -> judge.faults(cause) >= 2);
            assertThat(judge.judgments(first)).isEmpty();
            assertThat(judge.judgments(second)).isEmpty();

            judge.mock.answers(JudgeBench::approving);
            judge.eventually("both judged", () -> judge.judged(first) && judge.judged(second));
            assertThat(judge.judgments(first))
                    .singleElement()
                    .satisfies(
                            judgment -> assertThat(judgment.effort().attempts()).isEqualTo(1));
        }
    }

    @Test
    void aHostThatIsUnknownIsCountedAsSuch() {
        try (OpenAiModel model =
                new OpenAiModel(JudgeBench.config("http://no-such-host.invalid/v1", "{\"deadline\": \"20s\"}"))) {
            Reply reply = model.ask(new OpenAiModel.Question(
                    "system", "user", AnswerSchema.of(dev.touchstone.api.rubric.Rubric.DEFAULT)));

            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Fault.class,
                            fault -> assertThat(fault.cause()).isEqualTo(ModelFault.UNKNOWN_HOST));
        }
    }
}
