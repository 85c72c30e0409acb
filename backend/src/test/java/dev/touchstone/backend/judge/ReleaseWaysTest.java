package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.judge.release.CertificateRow;
import dev.touchstone.backend.quality.release.ReleaseCertification;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.sandbox.judge.MockAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// In whichever way a judgment comes about: it releases only when it is of the kind that certifies, and
/// certifies in the mix in which it releases.
class ReleaseWaysTest {
    private static final PipelineName PIPELINE = new PipelineName(JudgeBench.PIPELINE);
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));

    private int number;

    private static void policy(JudgeBench judge, String rules) {
        judge.bench.pipeline(
                JudgeBench.PIPELINE,
                "{\"audit_rate\": 0.3, \"judge\": {" + rules + " \"examples\": 0, \"release\": {\"max_error\": 0.2}}}");
    }

    private OutputReceipt post(JudgeBench judge, double confidence) {
        return judge.bench.post(NewOutput.text(JudgeBench.PIPELINE, "w-" + number++, "an answer")
                .query("a question")
                .confidence(confidence)
                .build());
    }

    private OutputReceipt unaudited(JudgeBench judge, double confidence) {
        OutputReceipt receipt = post(judge, confidence);
        while (receipt.reasons().contains(RouteReason.RANDOM_AUDIT)) {
            receipt = post(judge, confidence);
        }
        return receipt;
    }

    private static ReviewState state(JudgeBench judge, OutputReceipt receipt) {
        return judge.bench
                .queue
                .find(Objects.requireNonNull(receipt.reviewId()))
                .orElseThrow()
                .standing()
                .state();
    }

    private static double u(JudgeBench judge, OutputReceipt receipt) {
        return judge.bench.outputs.find(receipt.id()).orElseThrow().draw().u();
    }

    /// Everything that the judge approves may be released.
    private static void certify(JudgeBench judge) {
        certify(judge, 1);
    }

    private static void certify(JudgeBench judge, int k) {
        Pipeline pipeline = judge.bench.pipelines.require(PIPELINE);
        judge.parts
                .shared()
                .releases()
                .record(new CertificateRow(
                        PIPELINE,
                        k,
                        judge.parts.shared().versions().current(pipeline).id(),
                        pipeline.policyVersion(),
                        new CertificateRow.Terms(0.2, 0.9, 0.06),
                        new CertificateRow.Tested(0.5, "for this test", 100, 0),
                        new CertificateRow.Issued(judge.bench.clock.millis(), "boss"),
                        new CertificateRow.Withdrawn(null, null)));
    }

    private static long audits(JudgeBench judge) {
        return new ReleaseCertification(
                        judge.bench.database,
                        judge.bench.clock,
                        judge.bench.pipelines,
                        judge.parts.shared().versions(),
                        judge.parts.shared().releases())
                .status(PIPELINE)
                .evidence()
                .audits();
    }

    private static void approve(JudgeBench judge, OutputReceipt receipt) {
        ReviewId review = Objects.requireNonNull(receipt.reviewId());
        judge.bench.decisions.decide(review, NewDecision.approve(ANN, 0, null), null);
    }

    @EveryDatabase
    void whatTheRulesDrawIsReleasedAndCertifiesInThatMix(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", JudgeBench::approving)) {
            policy(judge, "\"share\": 0.6, \"below\": 0.5,");
            certify(judge);
            List<OutputReceipt> veryDoubtful = new ArrayList<>();
            List<OutputReceipt> doubtful = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                veryDoubtful.add(post(judge, 0.4));
                doubtful.add(post(judge, 0.7));
            }
            judge.judging.start();
            judge.eventually("all judged", () -> judge.parts.judgeQueue().waiting() == 0);

            assertThat(veryDoubtful)
                    .allSatisfy(one -> assertThat(state(judge, one))
                            .isEqualTo(u(judge, one) < 0.3 ? ReviewState.OPEN : ReviewState.WITHDRAWN));
            assertThat(doubtful)
                    .allSatisfy(one -> assertThat(state(judge, one))
                            .isEqualTo(
                                    u(judge, one) >= 0.3 && u(judge, one) < 0.6
                                            ? ReviewState.WITHDRAWN
                                            : ReviewState.OPEN));

            List<OutputReceipt> all = new ArrayList<>(veryDoubtful);
            all.addAll(doubtful);
            all.stream().filter(one -> u(judge, one) < 0.3).forEach(one -> approve(judge, one));
            // Of one kind 0.7 of all are released, of the other 0.3: so many audits of each count.
            long counted =
                    veryDoubtful.stream().filter(one -> u(judge, one) < 0.3).count()
                            + doubtful.stream()
                                    .filter(one -> u(judge, one) < 0.3 * 0.3 / 0.7)
                                    .count();
            assertThat(audits(judge)).isEqualTo(counted);
        }
    }

    /// People answer the easy ones first.
    @EveryDatabase
    void auditsCountUpToTheFirstThatWaits(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", JudgeBench::approving)) {
            policy(judge, "\"share\": 1,");
            List<OutputReceipt> audited = new ArrayList<>();
            while (audited.size() < 6) {
                OutputReceipt receipt = post(judge, 0.4);
                if (receipt.reasons().contains(RouteReason.RANDOM_AUDIT)) {
                    audited.add(receipt);
                }
            }
            judge.judging.start();
            judge.eventually("all judged", () -> judge.parts.judgeQueue().waiting() == 0);
            for (int i : new int[] {0, 1, 3, 4, 5}) {
                approve(judge, audited.get(i));
            }

            assertThat(audits(judge)).isEqualTo(2);

            approve(judge, audited.get(2));
            assertThat(audits(judge)).isEqualTo(6);
        }
    }

    @EveryDatabase
    void whatAPlanDrawsIsNeither(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", JudgeBench::approving)) {
            judge.bench.pipeline(
                    JudgeBench.PIPELINE,
                    "{\"audit_rate\": 0.3, \"review_sla\": \"7d\", \"samples\": [{\"name\": \"daily\", \"schedule\": \"daily\","
                            + " \"size\": 20, \"to\": \"judge\"}], \"judge\": {\"examples\": 0, \"release\":"
                            + " {\"max_error\": 0.2}}}");
            certify(judge);
            List<OutputReceipt> posted = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                posted.add(post(judge, 0.4));
            }
            judge.bench.clock.advance(Duration.ofHours(25));
            judge.bench.plans.catchUp();
            judge.judging.start();
            judge.eventually("all judged", () -> judge.verdicts() == 20);

            assertThat(posted).allSatisfy(one -> assertThat(state(judge, one)).isEqualTo(ReviewState.OPEN));
            posted.stream()
                    .filter(one -> one.reasons().contains(RouteReason.RANDOM_AUDIT))
                    .forEach(one -> approve(judge, one));
            assertThat(audits(judge)).isZero();
        }
    }

    @EveryDatabase
    void whatSomebodyAsksForIsNeither(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", JudgeBench::approving)) {
            policy(judge, "");
            certify(judge);
            List<OutputReceipt> posted = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                posted.add(post(judge, 0.4));
            }
            judge.bench
                    .database
                    .writer()
                    .useTransaction(transaction -> posted.forEach(one -> judge.bench.judgeQueue.request(
                            transaction, judge.bench.outputs.find(one.id()).orElseThrow())));
            judge.judging.start();
            judge.eventually("all judged", () -> judge.verdicts() == 10);

            assertThat(posted).allSatisfy(one -> assertThat(state(judge, one)).isEqualTo(ReviewState.OPEN));
            posted.stream()
                    .filter(one -> one.reasons().contains(RouteReason.RANDOM_AUDIT))
                    .forEach(one -> approve(judge, one));
            assertThat(audits(judge)).isZero();
        }
    }

    /// What was given up and is tried again by hand, somebody has chosen.
    @EveryDatabase
    void whatIsReplayedIsNeither(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(
                database,
                "{\"workers\": 4, \"attempts\": 1}",
                question -> new MockAnswer.Completion(null, "stop", "I cannot say."))) {
            policy(judge, "\"share\": 1,");
            certify(judge);
            OutputReceipt receipt = unaudited(judge, 0.4);
            judge.judging.start();
            judge.eventually("given up", () -> judge.state(receipt.id()).equals("dead"));

            judge.mock.answers(JudgeBench::approving);
            String delivery = judge.bench
                    .database
                    .reader()
                    .withHandle(
                            handle -> handle.createQuery("SELECT id FROM delivery WHERE subject = ? AND state = 'dead'")
                                    .bind(0, receipt.id())
                                    .mapTo(String.class)
                                    .one());
            assertThat(judge.bench.outbox.replay(delivery, "boss")).isTrue();
            judge.eventually("judged", () -> judge.judged(receipt.id()));

            assertThat(state(judge, receipt)).isEqualTo(ReviewState.OPEN);
        }
    }

    /// People had decided before the judge said a word: their verdict tells nothing of what it takes from them.
    @EveryDatabase
    void whatPeopleDecidedBeforeTheJudgeCertifiesNothing(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", JudgeBench::approving)) {
            policy(judge, "\"share\": 1,");
            for (int i = 0; i < 10; i++) {
                approve(judge, post(judge, 0.4));
            }
            judge.bench.clock.advance(Duration.ofMinutes(1));
            judge.judging.start();
            judge.eventually("all judged", () -> judge.verdicts() == 10);

            assertThat(audits(judge)).isZero();
        }
    }

    /// What the judge was not shown may be a lie.
    @EveryDatabase
    void whatTheJudgeHasSeenInPartIsNeitherUnlessThePolicySaysSo(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{\"workers\": 4}", JudgeBench::approving)) {
            policy(judge, "\"share\": 1,");
            certify(judge);
            OutputReceipt cut = longOne(judge);
            judge.judging.start();
            judge.eventually("judged", () -> judge.judged(cut.id()));

            assertThat(judge.judgments(cut.id()).getFirst().truncated()).isTrue();
            assertThat(state(judge, cut)).isEqualTo(ReviewState.OPEN);
            assertThat(judge.mock.heard().getLast().block("output"))
                    .startsWith("the head")
                    .endsWith("the tail")
                    .contains("10000 characters are not shown here")
                    .hasSizeLessThan(61_000);

            policy(judge, "\"share\": 1, \"truncated\": true,");
            certify(judge, 2);
            OutputReceipt counts = longOne(judge);
            judge.eventually("judged", () -> judge.judged(counts.id()));
            assertThat(state(judge, counts)).isEqualTo(ReviewState.WITHDRAWN);
        }
    }

    private OutputReceipt longOne(JudgeBench judge) {
        OutputReceipt receipt;
        do {
            receipt = judge.bench.post(NewOutput.text(
                            JudgeBench.PIPELINE, "w-" + number++, "the head" + "x".repeat(70_000 - 16) + "the tail")
                    .query("a question")
                    .confidence(0.4)
                    .build());
        } while (receipt.reasons().contains(RouteReason.RANDOM_AUDIT));
        return receipt;
    }
}
