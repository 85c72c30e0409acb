package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.judge.JudgeReason;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.judge.Judgment;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.sandbox.judge.MockJudge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The judge through the whole backend, over HTTP.
class JudgeJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static ServedBackend served(MockJudge mock) {
        return new ServedBackend(
                TestDatabases.newSqlite(),
                Map.of(
                        "TOUCHSTONE_JUDGE__BASE_URL",
                        mock.url(),
                        "TOUCHSTONE_JUDGE__MODEL",
                        MockJudge.MODEL,
                        "TOUCHSTONE_JUDGE_KEY",
                        "sk-test"));
    }

    private static OutputReceipt confident(ServedBackend backend, String id) {
        return backend.client.post(NewOutput.text(ServedBackend.PIPELINE, id, "an answer to " + id)
                .query("question " + id)
                .confidence(0.99)
                .build());
    }

    private static void policy(ServedBackend backend, String json) {
        backend.client.putPipeline(ServedBackend.PIPELINE, Json.read(json, Policy.class));
    }

    @Test
    void anOutputIsJudgedOnRequestAndTheVersionLearnsFromPeople() {
        try (MockJudge mock = MockJudge.scripted(JudgeBench::rejecting);
                ServedBackend backend = served(mock)) {
            policy(backend, "{\"audit_rate\": 0, \"judge\": {\"disagreement\": true}}");
            OutputReceipt receipt = confident(backend, "e-1");
            assertThat(backend.client.judge().judgments(receipt.id()).judgments())
                    .isEmpty();

            backend.client.judge().request(receipt.id());
            Eventually.within(
                    PATIENCE,
                    "judged",
                    () -> !backend.client
                            .judge()
                            .judgments(receipt.id())
                            .judgments()
                            .isEmpty());

            Judgment judgment =
                    backend.client.judge().judgments(receipt.id()).judgments().getFirst();
            assertThat(judgment.said().verdict()).isEqualTo(JudgeVerdict.REJECT);
            assertThat(judgment.by().model()).isEqualTo(MockJudge.MODEL);
            assertThat(judgment.reasons()).containsExactly(JudgeReason.REQUESTED);

            // It opened a review; a person disagrees with the judge, and the next version is shown that.
            ReviewId review = new ReviewId(
                    String.valueOf(backend.client.output(receipt.id()).reviewId()));
            Decision decided = backend.client
                    .decide(review, NewDecision.approve(Reviewer.of(new ReviewerId("ann")), 0, null), "k")
                    .decision();
            assertThat(decided).isNotNull();
            assertThat(backend.client
                            .judge()
                            .renew(new PipelineName(ServedBackend.PIPELINE))
                            .instructions()
                            .examples())
                    .containsExactly(receipt.id());
            assertThat(backend.client.judge().versions(new PipelineName(ServedBackend.PIPELINE)))
                    .hasSize(2);

            OutputReceipt second = confident(backend, "e-2");
            backend.client.judge().request(second.id());
            Eventually.within(PATIENCE, "asked again", () -> mock.heard().size() == 2);
            assertThat(mock.heard().getLast().block("example-1")).contains("question e-1", "\"approve\"");
        }
    }

    @Test
    void aBlindReviewKeepsTheJudgesWordBack() {
        try (MockJudge mock = MockJudge.scripted(JudgeBench::approving);
                ServedBackend backend = served(mock)) {
            policy(backend, "{\"audit_rate\": 1, \"judge\": {\"share\": 1}}");
            OutputReceipt receipt = confident(backend, "e-1");
            Eventually.within(PATIENCE, "judged", () -> mock.heard().size() == 1);

            assertThat(backend.client.judge().judgments(receipt.id()).withheld())
                    .isTrue();

            backend.client.decide(
                    new ReviewId(String.valueOf(receipt.reviewId())),
                    NewDecision.approve(Reviewer.of(new ReviewerId("ann")), 0, null),
                    "k");
            Eventually.within(
                    PATIENCE,
                    "shown",
                    () -> !backend.client
                            .judge()
                            .judgments(receipt.id())
                            .judgments()
                            .isEmpty());
        }
    }

    @Test
    void withoutAModelAskingSaysWhatToDo() {
        try (ServedBackend backend = new ServedBackend(TestDatabases.newSqlite())) {
            policy(backend, "{\"audit_rate\": 0, \"judge\": {\"share\": 1}}");
            OutputReceipt receipt = confident(backend, "e-1");

            assertThatThrownBy(() -> backend.client.judge().request(receipt.id()))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo("no-judge"));
            assertThat(List.copyOf(backend.client.judge().versions(new PipelineName(ServedBackend.PIPELINE))))
                    .isEmpty();
        }
    }
}
