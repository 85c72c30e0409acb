package dev.touchstone.backend.review.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.agreement.Agreement;
import dev.touchstone.backend.review.Decisions;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.ReviewUpkeep;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a panel means to those beside it: the queue, time, a second look, and the figures of agreement.
class PanelQueueTest {
    private static final PipelineName P = new PipelineName("p");
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));
    private static final Reviewer BOB = Reviewer.of(new ReviewerId("bob"));
    private static final Reviewer CIM = Reviewer.of(new ReviewerId("cim"));
    private static final Reviewer DEE = Reviewer.of(new ReviewerId("dee"));
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static void policy(Workbench bench, String more, String beside) {
        bench.pipeline("p", "{\"overlap\": {\"share\": 1, \"of\": \"all\"" + more + "}" + beside + "}");
    }

    private static void approve(Workbench bench, ReviewId review, Reviewer by) {
        decide(bench, review, by, true);
    }

    private static void decide(Workbench bench, ReviewId review, Reviewer by, boolean right) {
        int seen = review(bench, review).standing().revision();
        Decisions.Outcome outcome = bench.decisions.decide(
                review,
                right ? NewDecision.approve(by, seen, null) : NewDecision.reject(by, seen, "wrong", null, null),
                null);
        assertThat(outcome).isInstanceOf(Decisions.Outcome.Counted.class);
    }

    private static Review review(Workbench bench, ReviewId id) {
        return bench.queue.find(id).orElseThrow();
    }

    private static List<String> queueOf(Workbench bench, Reviewer reviewer) {
        return listed(bench, null, reviewer.id());
    }

    private static List<String> heldBy(Workbench bench, Reviewer reviewer) {
        return listed(bench, reviewer.id(), null);
    }

    private static List<String> listed(
            Workbench bench, @Nullable ReviewerId claimedBy, @Nullable ReviewerId notSkippedBy) {
        return bench
                .reviews
                .list(new ReviewFilter(P, ReviewState.OPEN, null, claimedBy, notSkippedBy, false, null, 10))
                .items()
                .stream()
                .map(item -> item.review().id().value())
                .toList();
    }

    @EveryDatabase
    void aReviewLeavesTheQueueOfWhoHasJudgedItAndStaysInThatOfOthers(Workbench bench) {
        policy(bench, "", "");
        ReviewId review = bench.openReview(P, "a");
        approve(bench, review, ANN);

        assertThat(queueOf(bench, ANN)).isEmpty();
        assertThat(queueOf(bench, BOB)).containsExactly(review.value());

        bench.queue.claim(review, new ClaimRequest(BOB, LEASE, null));
        assertThat(queueOf(bench, BOB)).containsExactly(review.value());
        assertThat(queueOf(bench, CIM)).as("its last seat is held").isEmpty();
        assertThat(heldBy(bench, BOB)).containsExactly(review.value());
        assertThat(heldBy(bench, CIM)).isEmpty();

        bench.decisions.undo(review, new UndoRequest(ANN, 1, null), null);
        assertThat(queueOf(bench, ANN)).containsExactly(review.value());
        assertThat(queueOf(bench, CIM)).containsExactly(review.value());
    }

    @EveryDatabase
    void whatIsToBeAdjudicatedIsOfferedToThoseWhoMay(Workbench bench) {
        policy(bench, ", \"adjudicators\": [\"cim\", \"ann\"]", "");
        ReviewId review = bench.openReview(P, "a");
        decide(bench, review, ANN, true);
        decide(bench, review, BOB, false);

        assertThat(queueOf(bench, CIM)).containsExactly(review.value());
        assertThat(queueOf(bench, ANN)).as("one of the two").isEmpty();
        assertThat(queueOf(bench, DEE)).as("not named").isEmpty();
    }

    @EveryDatabase
    void whatIsNotCompleteInTimeExpiresAndSaysHowFarItWas(Workbench bench) {
        policy(bench, "", ", \"review_sla\": \"1d\", \"expire_after\": \"3d\"");
        ReviewId half = bench.openReview(P, "a");
        ReviewId held = bench.openReview(P, "b");
        ReviewId differing = bench.openReview(P, "c");
        approve(bench, half, ANN);
        decide(bench, differing, ANN, true);
        decide(bench, differing, BOB, false);
        bench.clock.advance(Duration.ofDays(3));
        bench.queue.claim(held, new ClaimRequest(BOB, LEASE, null));

        new ReviewUpkeep(
                        bench.database,
                        bench.clock,
                        bench.signals,
                        bench.ledger,
                        bench.outbox,
                        bench.outputs,
                        bench.pipelines,
                        bench.queue)
                .run();

        assertThat(review(bench, half).closedWhy()).isEqualTo("only 1 of 2 reviewers decided within 3d");
        assertThat(review(bench, differing).closedWhy()).isEqualTo("nobody adjudicated within 3d");
        assertThat(review(bench, held).standing().state())
                .as("somebody holds a seat")
                .isEqualTo(ReviewState.OPEN);
    }

    @EveryDatabase
    void aSecondLookIsKeptFromEverybodyWhoSatOnThePanel(Workbench bench) {
        policy(bench, "", "");
        ReviewId first = bench.openReview(P, "a");
        approve(bench, first, ANN);
        approve(bench, first, BOB);
        ReviewId second = new ReviewId(bench.ids.next());
        OutputRow output = bench.outputs.find(review(bench, first).outputId()).orElseThrow();
        Instant now = bench.clock.instant();
        bench.database
                .writer()
                .useTransaction(tx -> assertThat(bench.queue.lookAgain(
                                tx,
                                new NewReview(
                                        second,
                                        output.outsideOfEverySample(),
                                        List.of(),
                                        true,
                                        1,
                                        now.toEpochMilli(),
                                        now.toEpochMilli()),
                                first,
                                "a test"))
                        .isTrue());

        assertThat(queueOf(bench, BOB)).isEmpty();
        for (Reviewer judge : List.of(ANN, BOB)) {
            assertThat(bench.decisions.decide(second, NewDecision.approve(judge, 0, null), null))
                    .isInstanceOf(Decisions.Outcome.OwnVerdict.class);
        }
        assertThat(bench.decisions.decide(second, NewDecision.approve(CIM, 0, null), null))
                .isInstanceOf(Decisions.Outcome.Counted.class);
    }

    @EveryDatabase
    void agreementIsThatOfThePanelsWithoutWhoeverAdjudicated(Workbench bench) {
        policy(bench, "", "");
        boolean[][] said = {{true, true}, {false, false}, {true, false}, {false, true}};
        for (int i = 0; i < said.length; i++) {
            ReviewId review = bench.openReview(P, "o" + i);
            decide(bench, review, ANN, said[i][0]);
            decide(bench, review, BOB, said[i][1]);
            if (said[i][0] != said[i][1]) {
                decide(bench, review, CIM, true);
            }
        }
        ReviewId half = bench.openReview(P, "half");
        approve(bench, half, ANN);

        AgreementReport report = new Agreement(bench.database, bench.clock)
                .of(Selection.all(P, Period.lastDays(2, bench.clock.instant())), 0.95);

        assertThat(report.units()).isEqualTo(4);
        assertThat(report.reviewers()).isEqualTo(2);
        // As in AgreementTest: four pairs, half of them agreeing: 1 - (1/2) / (4/7).
        assertThat(Objects.requireNonNull(report.nominal().value())).isCloseTo(0.125, within(1e-12));
        assertThat(report.notes().getFirst()).contains("Chance drew");
    }

    @EveryDatabase
    void agreementOnOneAttributeIsThatOfWhatWasSaidOfIt(Workbench bench) {
        policy(bench, ", \"adjudicate\": false", "");
        boolean[][] right = {{true, true}, {false, false}, {true, false}, {false, true}};
        for (int i = 0; i < right.length; i++) {
            ReviewId review = Objects.requireNonNull(bench.post(NewOutput.json("p", "j" + i, TextNode.valueOf("-"))
                            .attribute("total", IntNode.valueOf(12), 0.3)
                            .attribute("vat", IntNode.valueOf(7), 0.9)
                            .confidence(0.3)
                            .build())
                    .reviewId());
            correct(bench, review, ANN, right[i][0]);
            correct(bench, review, BOB, right[i][1]);
        }

        AgreementReport report = new Agreement(bench.database, bench.clock)
                .of(Selection.all(P, Period.lastDays(2, bench.clock.instant())), 0.95);

        assertThat(Objects.requireNonNull(
                        Objects.requireNonNull(report.attributes().get("total")).value()))
                .isCloseTo(0.125, within(1e-12));
        assertThat(Objects.requireNonNull(report.attributes().get("vat")).standing())
                .as("always right, so that agreement is not defined")
                .isEqualTo("n/a");
    }

    private static void correct(Workbench bench, ReviewId review, Reviewer by, boolean right) {
        int seen = review(bench, review).standing().revision();
        NewDecision decision = right
                ? NewDecision.approve(by, seen, null)
                : Json.read(
                        "{\"reviewer\": {\"id\": \"" + by.id() + "\"}, \"action\": \"edit\", \"revision\": " + seen
                                + ", \"corrected_attributes\": {\"total\": 13}}",
                        NewDecision.class);
        assertThat(bench.decisions.decide(review, decision, null)).isInstanceOf(Decisions.Outcome.Counted.class);
    }
}
