package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.judge.JudgeReleaseStatus;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.judge.judgment.Releasing;
import dev.touchstone.backend.quality.release.ReleaseCertification;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What the judge may release, and what must be true before it does.
class ReleaseTest {
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));
    /// Enough for max_error 0.2: 8/0.2 of them make a test worth while.
    private static final int ENOUGH = 45;

    private static String policy(String release) {
        return "{\"audit_rate\": 0.5, \"attribute_rules\": {\"attribute\": \"total\", \"missing\": true}, \"judge\": {\"below\": 0.8,"
                + " \"examples\": 0, \"release\": " + release + "}}";
    }

    /// Approves, the less surely the more the text says so.
    private static MockAnswer byTheText(MockQuestion question) {
        return MockAnswer.of(
                question.verdict(question.block("output").contains("hardly") ? 0.6 : 0.9, "It seems right."));
    }

    private final List<OutputReceipt> posted = new ArrayList<>();

    private OutputReceipt doubtful(JudgeBench judge, String text, boolean withTotal) {
        var output = NewOutput.text(JudgeBench.PIPELINE, "r-" + posted.size(), text)
                .query("a question")
                .callbackUrl("https://example.org/verdicts")
                .confidence(0.4);
        if (withTotal) {
            output.attribute("total", com.fasterxml.jackson.databind.node.IntNode.valueOf(1), 0.9);
        }
        OutputReceipt receipt = judge.bench.post(output.build());
        posted.add(receipt);
        return receipt;
    }

    /// One that chance has drawn, or has not, as asked for.
    private OutputReceipt doubtful(JudgeBench judge, String text, boolean withTotal, boolean audited) {
        OutputReceipt receipt = doubtful(judge, text, withTotal);
        while (receipt.reasons().contains(RouteReason.RANDOM_AUDIT) != audited) {
            receipt = doubtful(judge, text, withTotal);
        }
        return receipt;
    }

    private static Review review(JudgeBench judge, OutputReceipt receipt) {
        return judge.bench
                .queue
                .find(Objects.requireNonNull(receipt.reviewId()))
                .orElseThrow();
    }

    private static void decide(JudgeBench judge, OutputReceipt receipt, boolean right) {
        judge.bench.decisions.decide(
                Objects.requireNonNull(receipt.reviewId()),
                right ? NewDecision.approve(ANN, 0, null) : NewDecision.reject(ANN, 0, "wrong", null, null),
                null);
    }

    private static ReleaseCertification certification(JudgeBench judge) {
        return new ReleaseCertification(
                judge.bench.database,
                judge.bench.clock,
                judge.bench.pipelines,
                judge.parts.shared().versions(),
                judge.parts.shared().releases());
    }

    /// Audits of doubtful outputs, all judged, of which people found a few wrong.
    private void audits(JudgeBench judge, int wrong) {
        List<OutputReceipt> audited = new ArrayList<>();
        for (int i = 0; i < ENOUGH; i++) {
            audited.add(doubtful(judge, "an answer", true, true));
        }
        judge.judging.start();
        judge.eventually("all judged", () -> judge.verdicts() == posted.size());
        for (int i = 0; i < audited.size(); i++) {
            decide(judge, audited.get(i), i >= wrong);
        }
    }

    @EveryDatabase
    void underACertificateAnApprovalTakesBackTheReviewOfADoubtfulOutput(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", ReleaseTest::byTheText)) {
            judge.bench.pipeline(JudgeBench.PIPELINE, policy("{\"max_error\": 0.2}"));
            audits(judge, 2);
            // Opened later than these: an audit that waits holds back only what comes after it.
            OutputReceipt early = doubtful(judge, "an answer", true, false);
            assertThat(early.inclusionProbability()).isEqualTo(0.5);
            judge.eventually("all judged", () -> judge.verdicts() == posted.size());
            JudgeReleaseStatus before = certification(judge).status(new PipelineName(JudgeBench.PIPELINE));
            assertThat(before.inForce()).isFalse();
            assertThat(before.evidence().audits()).isEqualTo(ENOUGH);
            assertThat(review(judge, early).standing().state()).isEqualTo(ReviewState.OPEN);

            JudgeReleaseStatus status = certification(judge).certify(new PipelineName(JudgeBench.PIPELINE), "boss");

            assertThat(status.inForce()).isTrue();
            JudgeReleaseStatus.Certificate certificate = Objects.requireNonNull(status.latest());
            assertThat(certificate.tested().bound()).isEqualTo(0.9);
            assertThat(certificate.tested().wrong()).isEqualTo(2);
            assertThat(status.budget().spent()).isEqualTo(certificate.errorBudget());
            assertThat(status.words()).contains("0.90 or more", "90.0 %", "20.0 %");

            OutputReceipt released = doubtful(judge, "an answer", true, false);
            OutputReceipt audited = doubtful(judge, "an answer", true, true);
            OutputReceipt unsure = doubtful(judge, "hardly an answer", true, false);
            OutputReceipt lacking = doubtful(judge, "an answer", false, false);
            judge.eventually("all judged", () -> judge.verdicts() == posted.size());

            assertThat(review(judge, released)).satisfies(review -> {
                assertThat(review.standing().state()).isEqualTo(ReviewState.WITHDRAWN);
                assertThat(review.closedWhy()).isEqualTo("released by the judge");
            });
            assertThat(judge.bench.verdicts.find(released.id()).orElseThrow().status())
                    .isEqualTo(OutputStatus.AUTO_APPROVED);
            assertThat(called(judge))
                    .contains(Objects.requireNonNull(released.reviewId()).value());
            assertThat(called(judge))
                    .doesNotContain(Objects.requireNonNull(audited.reviewId()).value());
            assertThat(List.of(audited, unsure, lacking))
                    .allSatisfy(kept ->
                            assertThat(review(judge, kept).standing().state()).isEqualTo(ReviewState.OPEN));
            assertThat(judge.bench.audited())
                    .anyMatch(entry -> entry.endsWith("review.withdrawn " + released.reviewId()))
                    .contains("boss judge.certified " + JudgeBench.PIPELINE);
        }
    }

    /// What a pipeline waits for that listens to its callback.
    private static List<String> called(JudgeBench judge) {
        return judge.bench
                .database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT subject FROM delivery WHERE consumer = 'webhook' AND kind = 'output.released'")
                        .mapTo(String.class)
                        .list());
    }

    /// Nobody has seen it, so a sample that draws it needs somebody who does.
    @EveryDatabase
    void aSampleHasPeopleLookAtWhatWasReleased(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", ReleaseTest::byTheText)) {
            judge.bench.pipeline(JudgeBench.PIPELINE, policy("{\"max_error\": 0.2}"));
            audits(judge, 0);
            certification(judge).certify(new PipelineName(JudgeBench.PIPELINE), "boss");
            OutputReceipt released = doubtful(judge, "an answer", true, false);
            judge.eventually("all judged", () -> judge.verdicts() == posted.size());
            assertThat(review(judge, released).standing().state()).isEqualTo(ReviewState.WITHDRAWN);
            judge.bench.clock.advance(Duration.ofHours(2));

            judge.bench.samples.draw(
                    NewSample.ofSize(
                            JudgeBench.PIPELINE,
                            Instant.parse("2030-01-01T00:00:00Z"),
                            judge.bench.clock.instant().truncatedTo(ChronoUnit.HOURS),
                            1000),
                    "k",
                    "test");

            ReviewId fresh = Objects.requireNonNull(judge.bench
                    .outputs
                    .find(released.id())
                    .orElseThrow()
                    .routed()
                    .reviewId());
            assertThat(fresh).isNotEqualTo(released.reviewId());
            assertThat(judge.bench.queue.find(fresh).orElseThrow()).satisfies(review -> {
                assertThat(review.standing().state()).isEqualTo(ReviewState.OPEN);
                assertThat(review.asked().reasons()).containsExactly(RouteReason.SCHEDULED_SAMPLE);
            });
        }
    }

    @EveryDatabase
    void aCertificateEndsWithItsGrounds(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", ReleaseTest::byTheText)) {
            judge.bench.pipeline(JudgeBench.PIPELINE, policy("{\"max_error\": 0.2}"));
            audits(judge, 0);
            ReleaseCertification certification = certification(judge);
            assertThat(certification
                            .certify(new PipelineName(JudgeBench.PIPELINE), "boss")
                            .inForce())
                    .isTrue();

            // An alarm or a person ends it.
            assertThat(judge.parts
                            .shared()
                            .releases()
                            .withdraw(new PipelineName(JudgeBench.PIPELINE), "what it releases became worse", "drift"))
                    .isTrue();
            assertThat(judge.parts
                            .shared()
                            .releases()
                            .withdraw(new PipelineName(JudgeBench.PIPELINE), "again", "drift"))
                    .isFalse();
            assertThat(certification
                            .status(new PipelineName(JudgeBench.PIPELINE))
                            .words())
                    .contains("what it releases became worse");
            OutputReceipt kept = doubtful(judge, "an answer", true, false);
            judge.eventually("judged", () -> judge.judged(kept.id()));
            assertThat(review(judge, kept).standing().state()).isEqualTo(ReviewState.OPEN);

            // A change of what may be released ends it, also when it is changed back.
            assertThat(certification
                            .certify(new PipelineName(JudgeBench.PIPELINE), "boss")
                            .inForce())
                    .isTrue();
            judge.bench.pipeline(JudgeBench.PIPELINE, policy("{\"max_error\": 0.1}"));
            judge.bench.pipeline(JudgeBench.PIPELINE, policy("{\"max_error\": 0.2}"));
            assertThat(certification
                            .status(new PipelineName(JudgeBench.PIPELINE))
                            .inForce())
                    .isFalse();

            // So does a new judge version, which has no audits of its own.
            assertThat(certification
                            .certify(new PipelineName(JudgeBench.PIPELINE), "boss")
                            .budget()
                            .certifications())
                    .isEqualTo(3);
            judge.bench.pipeline(
                    JudgeBench.PIPELINE, policy("{\"max_error\": 0.2}").replace("\"examples\": 0", "\"examples\": 2"));
            judge.parts.shared().versions().renew(judge.bench.pipelines.require(new PipelineName(JudgeBench.PIPELINE)));
            JudgeReleaseStatus renewed = certification.status(new PipelineName(JudgeBench.PIPELINE));
            assertThat(renewed.inForce()).isFalse();
            assertThat(renewed.evidence().audits()).isZero();
            assertThat(renewed.words()).contains("another judge version");
        }
    }

    @Test
    void tooManyErrorsCertifyNothingAndStillSpend() {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), "{\"workers\": 4}", ReleaseTest::byTheText)) {
            judge.bench.pipeline(JudgeBench.PIPELINE, policy("{\"max_error\": 0.2}"));
            audits(judge, 12);

            JudgeReleaseStatus status = certification(judge).certify(new PipelineName(JudgeBench.PIPELINE), "boss");

            assertThat(status.inForce()).isFalse();
            assertThat(Objects.requireNonNull(status.latest()).tested().bound()).isNull();
            assertThat(status.words()).contains("12 of 45");
            assertThat(status.budget().spent())
                    .isCloseTo(0.1 * 6 / (Math.PI * Math.PI), org.assertj.core.api.Assertions.within(1e-12));
        }
    }

    @Test
    void aReviewThatSomebodyHoldsOrHasDecidedStays() {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), "{\"workers\": 4}", ReleaseTest::byTheText)) {
            judge.bench.pipeline(JudgeBench.PIPELINE, policy("{\"max_error\": 0.2}"));
            audits(judge, 0);
            certification(judge).certify(new PipelineName(JudgeBench.PIPELINE), "boss");
            judge.judging.close();

            OutputReceipt held = doubtful(judge, "an answer", true, false);
            judge.bench.queue.claim(Objects.requireNonNull(held.reviewId()), ClaimRequest.of(ANN));
            OutputReceipt decided = doubtful(judge, "an answer", true, false);
            decide(judge, decided, false);
            boolean withdrewHeld = judge.bench
                    .database
                    .writer()
                    .inTransaction(tx -> judge.bench.queue.withdraw(
                            tx, Objects.requireNonNull(held.reviewId()), Releasing.WHY, "jv"));
            boolean withdrewDecided = judge.bench
                    .database
                    .writer()
                    .inTransaction(tx -> judge.bench.queue.withdraw(
                            tx, Objects.requireNonNull(decided.reviewId()), Releasing.WHY, "jv"));

            assertThat(withdrewHeld).isFalse();
            assertThat(withdrewDecided).isFalse();
            assertThat(review(judge, held).standing().state()).isEqualTo(ReviewState.OPEN);
            assertThat(review(judge, decided).standing().state()).isEqualTo(ReviewState.DECIDED);
        }
    }

    @Test
    void withoutEnoughAuditsThePolicyIsRefused() {
        assertThatThrownBy(() -> Json.read(
                        "{\"audit_rate\": 0.04, \"judge\": {\"release\": {\"max_error\": 0.05}}}", Policy.class))
                .hasRootCauseInstanceOf(InvalidField.class)
                .hasStackTraceContaining("needs an audit of at least 0.05 in every stratum, was 0.04");
        assertThatThrownBy(() -> Json.read(
                        "{\"audit_rate\": 0.1, \"strata\": {\"keys\": [\"lang\"], \"rates\": [{\"when\": {\"lang\":"
                                + " \"de\"}, \"rate\": 0.01}]}, \"judge\": {\"release\": {\"max_error\": 0.05}}}",
                        Policy.class))
                .hasStackTraceContaining("was 0.01");
        assertThatThrownBy(() -> Json.read("{\"judge\": {\"release\": {\"max_error\": 0.3}}}", Policy.class))
                .hasStackTraceContaining("at most 0.2");
    }

    @Test
    void withoutRulesNothingIsCertified() {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), "{}", ReleaseTest::byTheText)) {
            assertThatThrownBy(() -> certification(judge).certify(new PipelineName(JudgeBench.PIPELINE), "boss"))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo("no-release-rules"));
            assertThat(certification(judge)
                            .status(new PipelineName(JudgeBench.PIPELINE))
                            .inForce())
                    .isFalse();
        }
    }
}
