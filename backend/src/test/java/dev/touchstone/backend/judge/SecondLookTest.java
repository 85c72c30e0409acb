package dev.touchstone.backend.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.GoldenExample;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.judge.judgment.JudgmentDao;
import dev.touchstone.backend.judge.judgment.SecondLooks;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.review.Decisions;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What happens when the judge is sure that a person was wrong.
class SecondLookTest {
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));
    private static final Reviewer BOB = Reviewer.of(new ReviewerId("bob"));
    private static final String POLICY =
            "{\"audit_rate\": 1, \"judge\": {\"share\": 1, \"examples\": 0, \"second_look\": true}}";

    private static OutputReceipt judged(JudgeBench judge, String policy) {
        judge.bench.pipeline(JudgeBench.PIPELINE, policy);
        OutputReceipt receipt = judge.bench.post(NewOutput.text(JudgeBench.PIPELINE, "e-1", "an answer")
                .query("a question")
                .confidence(0.95)
                .build());
        judge.judging.start();
        judge.eventually("judged", () -> judge.judged(receipt.id()));
        judge.judging.close();
        return receipt;
    }

    private static Decisions.Outcome decide(JudgeBench judge, ReviewId review, NewDecision decision) {
        return judge.bench.decisions.decide(review, decision, null);
    }

    private static OutputView output(JudgeBench judge, OutputReceipt receipt) {
        return judge.bench.verdicts.find(receipt.id()).orElseThrow();
    }

    private static String second(JudgeBench judge, String first) {
        return judge.bench
                .database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT id FROM review WHERE second_look_of = ?")
                        .bind(0, first)
                        .mapTo(String.class)
                        .one());
    }

    private static List<Answer> observed(JudgeBench judge) {
        return new Observations(judge.bench.database)
                        .of(
                                new PipelineName(JudgeBench.PIPELINE),
                                Period.lastDays(2, judge.bench.clock.instant()),
                                judge.bench.clock.millis())
                        .reviews()
                        .stream()
                        .map(fact -> fact.answer())
                        .toList();
    }

    @EveryDatabase
    void aContradictedVerdictIsLookedAtAgainBySomebodyElseAndStandsMeanwhile(DatabaseConfig database) {
        try (JudgeBench judge = new JudgeBench(database, "{}", JudgeBench::rejecting)) {
            OutputReceipt receipt = judged(judge, POLICY);
            ReviewId first = Objects.requireNonNull(receipt.reviewId());
            decide(judge, first, NewDecision.approve(ANN, 0, null));
            SecondLooks looks = new SecondLooks(judge.parts);
            assertThat(looks.catchUp()).as("while it may be undone").isZero();
            judge.bench.clock.advance(Duration.ofMinutes(11));

            assertThat(looks.catchUp()).isOne();
            assertThat(looks.catchUp()).as("once").isZero();

            String second = second(judge, first.value());
            ReviewDetail detail = judge.bench.views.detail(new ReviewId(second)).orElseThrow();
            assertThat(detail.review().asked().reasons()).containsExactly(RouteReason.JUDGE_DISAGREEMENT);
            assertThat(detail.review().asked().blind()).isTrue();
            assertThat(detail.output().verdict()).isNull();
            assertThat(detail.history()).isEmpty();
            assertThat(output(judge, receipt).status()).isEqualTo(OutputStatus.DECIDED);
            assertThat(Objects.requireNonNull(output(judge, receipt).verdict()).action())
                    .isEqualTo(DecisionAction.APPROVE);
            assertThat(judge.bench.queue.underBlindReview(first)).isTrue();

            // Not by the one who decided first.
            assertThat(decide(judge, new ReviewId(second), NewDecision.approve(ANN, 0, null)))
                    .isInstanceOf(Decisions.Outcome.OwnVerdict.class);
            decide(
                    judge,
                    new ReviewId(second),
                    NewDecision.edit(BOB, 0, TextNode.valueOf("a better answer"), null, null));

            assertThat(Objects.requireNonNull(output(judge, receipt).verdict()).action())
                    .isEqualTo(DecisionAction.EDIT);
            assertThat(judge.bench.queue.find(first).orElseThrow().standing().state())
                    .isEqualTo(ReviewState.DECIDED);
            // The judge chose what to look at again: figures rest on the first, blind verdict.
            assertThat(observed(judge)).containsExactly(Answer.APPROVED);

            Review decided = judge.bench.queue.find(new ReviewId(second)).orElseThrow();
            judge.bench.decisions.undo(
                    new ReviewId(second),
                    new UndoRequest(BOB, decided.standing().revision(), null),
                    null);
            assertThat(Objects.requireNonNull(output(judge, receipt).verdict()).action())
                    .isEqualTo(DecisionAction.APPROVE);
        }
    }

    @Test
    void anExampleOfTheFirstVerdictCountsOnlyWhileNoSecondStands() {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), "{}", JudgeBench::approving)) {
            OutputReceipt receipt = judged(judge, POLICY);
            ReviewId first = Objects.requireNonNull(receipt.reviewId());
            decide(judge, first, NewDecision.edit(ANN, 0, TextNode.valueOf("no better"), null, null));
            judge.bench.clock.advance(Duration.ofMinutes(11));
            new SecondLooks(judge.parts).catchUp();
            String second = second(judge, first.value());

            decide(judge, new ReviewId(second), NewDecision.approve(BOB, 0, null));
            assertThat(examples(judge)).as("replaced before it was admitted").isEmpty();

            judge.bench.decisions.undo(new ReviewId(second), new UndoRequest(BOB, 1, null), null);
            assertThat(examples(judge)).hasSize(1);

            decide(judge, new ReviewId(second), NewDecision.approve(BOB, 2, null));
            assertThat(examples(judge)).as("replaced afterwards").isEmpty();
        }
    }

    private static List<GoldenExample> examples(JudgeBench judge) {
        judge.bench.admission.catchUp();
        return judge.bench
                .golden
                .page(new PipelineName(JudgeBench.PIPELINE), "", 10)
                .items();
    }

    @Test
    void onlyWhereThePolicyWantsIt() {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), "{}", JudgeBench::rejecting)) {
            OutputReceipt receipt = judged(judge, POLICY.replace("true", "false"));
            decide(judge, Objects.requireNonNull(receipt.reviewId()), NewDecision.approve(ANN, 0, null));
            judge.bench.clock.advance(Duration.ofMinutes(11));

            assertThat(new SecondLooks(judge.parts).catchUp()).isZero();
        }
    }

    @Test
    void onlyASureJudgeContradicts() {
        assertThat(SecondLooks.contradicts(new JudgmentDao.Said("jv", "reject", 0.1), "approve"))
                .isTrue();
        assertThat(SecondLooks.contradicts(new JudgmentDao.Said("jv", "reject", 0.2), "approve"))
                .isFalse();
        assertThat(SecondLooks.contradicts(new JudgmentDao.Said("jv", "reject", 0.05), "reject"))
                .isFalse();
        assertThat(SecondLooks.contradicts(new JudgmentDao.Said("jv", "approve", 0.9), "edit"))
                .isTrue();
        assertThat(SecondLooks.contradicts(new JudgmentDao.Said("jv", "approve", 0.89), "reject"))
                .isFalse();
    }

    /// A person who overrules a review that the judge has raised knew what the judge had to say.
    @Test
    void whatTheJudgeHasRaisedItDoesNotRaiseAgain() {
        try (JudgeBench judge = new JudgeBench(TestDatabases.newSqlite(), "{}", JudgeBench::rejecting)) {
            OutputReceipt receipt = judged(judge, POLICY.replace("\"audit_rate\": 1", "\"audit_rate\": 0"));
            assertThat(receipt.reviewId()).isNull();
            ReviewId raised = Objects.requireNonNull(judge.bench
                    .outputs
                    .find(receipt.id())
                    .orElseThrow()
                    .routed()
                    .reviewId());
            decide(judge, raised, NewDecision.approve(ANN, 0, null));
            judge.bench.clock.advance(Duration.ofMinutes(11));

            assertThat(new SecondLooks(judge.parts).catchUp()).isZero();
        }
    }
}
