package dev.touchstone.backend.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.review.Decisions.Outcome;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several people who judge one output, each without knowing what another said.
class PanelTest {
    private static final PipelineName P = new PipelineName("p");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("ann"), "Ann");
    private static final Reviewer BOB = new Reviewer(new ReviewerId("bob"), "Bob");
    private static final Reviewer CIM = new Reviewer(new ReviewerId("cim"), "Cim");
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static String policy(String more) {
        return "{\"overlap\": {\"share\": 1, \"of\": \"all\"" + more + "}}";
    }

    private static ReviewId open(Workbench bench, String more) {
        bench.pipeline("p", policy(more));
        return bench.openReview(P, "a");
    }

    private static Outcome approve(Workbench bench, ReviewId review, Reviewer by) {
        return bench.decisions.decide(review, NewDecision.approve(by, 0, 5.0), null);
    }

    private static Outcome reject(Workbench bench, ReviewId review, Reviewer by) {
        return bench.decisions.decide(review, NewDecision.reject(by, 0, "wrong", null, 5.0), null);
    }

    /// As whoever has just looked at it.
    private static Outcome adjudicate(Workbench bench, ReviewId review, Reviewer by) {
        int seen = review(bench, review).standing().revision();
        return bench.decisions.decide(review, NewDecision.reject(by, seen, "wrong", null, 5.0), null);
    }

    private static Review review(Workbench bench, ReviewId id) {
        return bench.queue.find(id).orElseThrow();
    }

    private static Panel panel(Workbench bench, ReviewId id) {
        return Objects.requireNonNull(review(bench, id).standing().panel());
    }

    private static ReviewDetail detail(Workbench bench, ReviewId id) {
        return bench.views.detail(id).orElseThrow();
    }

    private static List<Outcome> counted(List<Outcome> outcomes) {
        return outcomes.stream().filter(Outcome.Counted.class::isInstance).toList();
    }

    private static List<String> webhooks(Workbench bench) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT kind, payload FROM delivery WHERE consumer = 'webhook' ORDER BY id")
                        .map((row, context) -> {
                            JsonNode call = Json.read(row.getString(2), JsonNode.class);
                            return row.getString(1) + " "
                                    + call.path("revision").asText() + " "
                                    + call.path("decision").path("action").asText() + " "
                                    + call.path("panel").path("stage").asText();
                        })
                        .list());
    }

    @EveryDatabase
    void theFirstVerdictIsKeptFromEverybodyUntilTheSecondIsIn(Workbench bench) {
        bench.pipeline("p", policy(""));
        OutputReceipt receipt = bench.post(NewOutput.text("p", "a", "an answer")
                .confidence(0.3)
                .callbackUrl("https://pipeline.example/hook")
                .build());
        ReviewId review = Objects.requireNonNull(receipt.reviewId());

        Outcome first = approve(bench, review, ANN);

        assertThat(first).isInstanceOfSatisfying(Outcome.Counted.class, counted -> {
            assertThat(counted.review().standing().state()).isEqualTo(ReviewState.OPEN);
            assertThat(counted.review().decision()).isNull();
        });
        assertThat(panel(bench, review)).isEqualTo(new Panel(2, 1, PanelStage.READING, 1, List.of()));
        assertThat(Json.write(detail(bench, review)))
                .as("neither who nor what")
                .doesNotContain("ann", "Ann")
                .doesNotContain("\"action\":\"approve\"");
        assertThat(bench.verdicts.find(receipt.id()).orElseThrow()).satisfies(output -> {
            assertThat(output.status()).isEqualTo(OutputStatus.IN_REVIEW);
            assertThat(output.verdict()).isNull();
        });
        assertThat(webhooks(bench)).isEmpty();

        approve(bench, review, BOB);

        assertThat(panel(bench, review)).isEqualTo(new Panel(2, 2, PanelStage.AGREED, 1, List.of()));
        assertThat(review(bench, review).standing().state()).isEqualTo(ReviewState.DECIDED);
        assertThat(detail(bench, review).history()).hasSize(2);
        assertThat(webhooks(bench)).containsExactly("verdict.settled 2 approve agreed");
        assertThat(reject(bench, review, CIM)).isInstanceOf(Outcome.TooLate.class);

        bench.decisions.undo(review, new UndoRequest(ANN, 2, null), null);
        assertThat(approve(bench, review, CIM))
                .as("of a form from before the verdict was known")
                .isInstanceOf(Outcome.TooLate.class);
        bench.decisions.decide(review, NewDecision.approve(CIM, 3, null), null);
        assertThat(webhooks(bench))
                .as("in an order that the receiver can tell")
                .containsExactly(
                        "verdict.settled 2 approve agreed",
                        "verdict.reopened 2 approve ",
                        "verdict.settled 4 approve agreed");
    }

    @EveryDatabase
    void nobodySitsTwice(Workbench bench) {
        ReviewId review = open(bench, "");
        approve(bench, review, ANN);

        assertThat(reject(bench, review, ANN))
                .isInstanceOfSatisfying(
                        Outcome.OwnVerdict.class,
                        own -> assertThat(own.first().action()).isEqualTo(DecisionAction.APPROVE));
        assertThat(bench.queue.claim(review, new ClaimRequest(ANN, LEASE, null)))
                .isInstanceOf(ReviewQueue.Claim.OwnVerdict.class);
        assertThat(bench.count("decision")).isEqualTo(1);
    }

    /// Every reviewer tries every review, at the same time and twice over.
    @EveryDatabase
    void manyReviewersRacingForSeatsMakeExactlyTwoVerdictsEach(Workbench bench) throws Exception {
        bench.pipeline("p", policy(""));
        List<ReviewId> reviews = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            reviews.add(bench.openReview(P, "o" + i));
        }
        Map<ReviewId, List<Future<Outcome>>> outcomes = new HashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Runnable> clicks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Reviewer reviewer = Reviewer.of(new ReviewerId("r" + i % 10));
                for (ReviewId review : reviews) {
                    outcomes.put(review, new ArrayList<>());
                    clicks.add(() -> Objects.requireNonNull(outcomes.get(review))
                            .add(threads.submit(() -> approve(bench, review, reviewer))));
                }
            }
            Collections.shuffle(clicks, new Random(3));
            clicks.forEach(Runnable::run);
        }

        for (ReviewId review : reviews) {
            List<Outcome> all = new ArrayList<>();
            for (Future<Outcome> outcome : Objects.requireNonNull(outcomes.get(review))) {
                all.add(outcome.get());
            }
            assertThat(counted(all)).as("of " + all.size()).hasSize(2);
            Set<Reviewer> who = new HashSet<>();
            detail(bench, review).history().forEach(decision -> who.add(decision.reviewer()));
            assertThat(who).hasSize(2);
            assertThat(review(bench, review).standing().state()).isEqualTo(ReviewState.DECIDED);
        }
        assertThat(bench.count("decision")).isEqualTo(24);
    }

    @EveryDatabase
    void whoDiffersIsAdjudicatedBySomebodyElseWhoSeesTheReasonsWithoutNames(Workbench bench) {
        bench.pipeline("p", policy(""));
        ReviewId review = Objects.requireNonNull(bench.post(NewOutput.text("p", "a", "an answer")
                        .confidence(0.3)
                        .callbackUrl("https://pipeline.example/hook")
                        .build())
                .reviewId());
        approve(bench, review, ANN);
        reject(bench, review, BOB);

        assertThat(panel(bench, review)).isEqualTo(new Panel(2, 2, PanelStage.ADJUDICATION, 1, List.of()));
        assertThat(Objects.requireNonNull(
                                detail(bench, review).review().standing().panel())
                        .opinions())
                .extracting(Panel.Opinion::action, Panel.Opinion::reason)
                .containsExactly(tuple(DecisionAction.APPROVE, null), tuple(DecisionAction.REJECT, "wrong"));
        assertThat(Json.write(detail(bench, review))).doesNotContain("ann", "bob");
        assertThat(adjudicate(bench, review, ANN)).isInstanceOf(Outcome.OwnVerdict.class);
        assertThat(adjudicate(bench, review, BOB)).isInstanceOf(Outcome.OwnVerdict.class);
        assertThat(approve(bench, review, CIM))
                .as("of a form from before they differed")
                .isInstanceOf(Outcome.TooLate.class);

        assertThat(adjudicate(bench, review, CIM)).isInstanceOf(Outcome.Counted.class);

        assertThat(panel(bench, review)).isEqualTo(new Panel(2, 2, PanelStage.ADJUDICATED, 1, List.of()));
        assertThat(Objects.requireNonNull(review(bench, review).decision()).reviewer())
                .isEqualTo(CIM);
        assertThat(webhooks(bench)).containsExactly("verdict.settled 3 reject adjudicated");
    }

    @EveryDatabase
    void onlyThoseThePolicyNamesAdjudicate(Workbench bench) {
        ReviewId review = open(bench, ", \"adjudicators\": [\"cim\", \"ann\"]");
        approve(bench, review, ANN);
        reject(bench, review, BOB);
        Reviewer dee = Reviewer.of(new ReviewerId("dee"));

        assertThatThrownBy(() -> adjudicate(bench, review, dee))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("overlap.adjudicators");
        assertThatThrownBy(() -> bench.queue.claim(review, new ClaimRequest(dee, LEASE, null)))
                .isInstanceOf(InvalidField.class);
        assertThat(adjudicate(bench, review, ANN)).isInstanceOf(Outcome.OwnVerdict.class);
        assertThat(adjudicate(bench, review, CIM)).isInstanceOf(Outcome.Counted.class);
    }

    @EveryDatabase
    void withoutAdjudicationTheMajorityCountsOrElseTheFirst(Workbench bench) {
        bench.pipeline("p", policy(", \"adjudicate\": false, \"reviewers\": 3"));
        ReviewId majority = bench.openReview(P, "a");
        approve(bench, majority, ANN);
        reject(bench, majority, BOB);
        reject(bench, majority, CIM);
        bench.pipeline("p", policy(", \"adjudicate\": false"));
        ReviewId tie = bench.openReview(P, "b");
        reject(bench, tie, ANN);
        approve(bench, tie, BOB);

        assertThat(panel(bench, majority).stage()).isEqualTo(PanelStage.MAJORITY);
        assertThat(Objects.requireNonNull(review(bench, majority).decision()).reviewer())
                .isEqualTo(CIM);
        assertThat(panel(bench, tie).stage()).isEqualTo(PanelStage.FIRST);
        assertThat(Objects.requireNonNull(review(bench, tie).decision()).reviewer())
                .isEqualTo(ANN);
    }

    @EveryDatabase
    void seatsAreHeldForAWhile(Workbench bench) {
        ReviewId review = open(bench, "");
        assertThat(bench.queue.claim(review, new ClaimRequest(ANN, LEASE, null)))
                .isInstanceOfSatisfying(
                        ReviewQueue.Claim.Granted.class,
                        granted -> assertThat(
                                        Objects.requireNonNull(granted.review().claim())
                                                .by())
                                .isEqualTo(ANN));
        bench.queue.claim(review, new ClaimRequest(BOB, LEASE, null));
        bench.queue.claim(review, new ClaimRequest(BOB, LEASE, null));

        assertThat(review(bench, review).claim()).as("nobody is told who").isNull();
        assertThat(bench.queue.claim(review, new ClaimRequest(CIM, LEASE, null)))
                .isInstanceOf(ReviewQueue.Claim.NoSeat.class);
        assertThat(approve(bench, review, CIM)).isInstanceOf(Outcome.NoSeat.class);

        bench.queue.handBack(review, BOB);
        assertThat(approve(bench, review, CIM)).isInstanceOf(Outcome.Counted.class);
        assertThat(approve(bench, review, BOB)).isInstanceOf(Outcome.NoSeat.class);

        bench.clock.advance(LEASE);
        assertThat(approve(bench, review, BOB)).isInstanceOf(Outcome.Counted.class);
        assertThat(review(bench, review).standing().state()).isEqualTo(ReviewState.DECIDED);
    }

    @EveryDatabase
    void aVerdictTakenBackFreesItsSeat(Workbench bench) {
        ReviewId review = open(bench, "");
        approve(bench, review, ANN);
        assertThat(bench.decisions.undo(review, new UndoRequest(BOB, 1, null), null))
                .as("not one's own")
                .isInstanceOf(Outcome.TooLate.class);

        assertThat(bench.decisions.undo(review, new UndoRequest(ANN, 1, null), null))
                .isInstanceOf(Outcome.Counted.class);
        assertThat(panel(bench, review).done()).isZero();
        assertThat(reject(bench, review, ANN)).isInstanceOf(Outcome.Counted.class);
        assertThat(reject(bench, review, BOB)).isInstanceOf(Outcome.Counted.class);
        assertThat(panel(bench, review).stage()).isEqualTo(PanelStage.AGREED);

        // After all are in, each may still take back their own.
        assertThat(bench.decisions.undo(review, new UndoRequest(ANN, 3, null), null))
                .isInstanceOf(Outcome.Counted.class);
        assertThat(panel(bench, review)).isEqualTo(new Panel(2, 1, PanelStage.READING, 1, List.of()));
        assertThat(review(bench, review).standing().state()).isEqualTo(ReviewState.OPEN);
        assertThat(Json.write(detail(bench, review))).doesNotContain("bob");

        int now = review(bench, review).standing().revision();
        bench.decisions.decide(review, NewDecision.approve(ANN, now, null), null);
        assertThat(panel(bench, review).stage()).isEqualTo(PanelStage.ADJUDICATION);
        assertThat(adjudicate(bench, review, CIM)).isInstanceOf(Outcome.Counted.class);
        int decided = review(bench, review).standing().revision();
        assertThat(bench.decisions.undo(review, new UndoRequest(CIM, decided, null), null))
                .isInstanceOf(Outcome.Counted.class);
        assertThat(panel(bench, review).stage()).isEqualTo(PanelStage.ADJUDICATION);
        assertThat(adjudicate(bench, review, CIM)).isInstanceOf(Outcome.Counted.class);
    }

    @EveryDatabase
    void whatIsOpenedAgainLaterIsForSomebodyElse(Workbench bench) {
        ReviewId review = open(bench, "");
        approve(bench, review, ANN);
        approve(bench, review, BOB);
        int decided = review(bench, review).standing().revision();
        assertThat(bench.decisions.undo(review, new UndoRequest(CIM, decided, null), null))
                .isInstanceOf(Outcome.NotYours.class);
        bench.clock.advance(Duration.ofHours(1));

        assertThat(bench.decisions.undo(review, new UndoRequest(ANN, decided, null), null))
                .isInstanceOf(Outcome.Counted.class);

        assertThat(panel(bench, review).stage()).isEqualTo(PanelStage.ADJUDICATION);
        assertThat(adjudicate(bench, review, ANN)).isInstanceOf(Outcome.OwnVerdict.class);
        assertThat(adjudicate(bench, review, CIM)).isInstanceOf(Outcome.Counted.class);
        assertThat(panel(bench, review).stage()).isEqualTo(PanelStage.ADJUDICATED);
    }

    @EveryDatabase
    void theSameRequestAgainGetsTheSameAnswer(Workbench bench) {
        ReviewId review = open(bench, "");
        NewDecision ann = NewDecision.approve(ANN, 0, null);
        NewDecision bob = NewDecision.approve(BOB, 0, null);
        bench.decisions.decide(review, ann, "k-ann");
        bench.decisions.decide(review, bob, "k-bob");

        assertThat(bench.decisions.decide(review, ann, "k-ann")).isInstanceOf(Outcome.Counted.class);
        assertThat(bench.decisions.decide(review, bob, "k-bob")).isInstanceOf(Outcome.Counted.class);
        assertThat(bench.decisions.decide(review, NewDecision.approve(CIM, 0, null), "k-ann"))
                .isInstanceOf(Outcome.KeyReused.class);
        bench.decisions.undo(review, new UndoRequest(ANN, 2, null), "k-undo");
        assertThat(bench.decisions.undo(review, new UndoRequest(ANN, 2, null), "k-undo"))
                .isInstanceOf(Outcome.Counted.class);
        assertThat(bench.decisions.decide(review, ann, "k-ann"))
                .as("taken back since")
                .isInstanceOf(Outcome.TooLate.class);
        assertThat(bench.count("decision")).isEqualTo(3);
    }

    @EveryDatabase
    void whatIsDrawnKeepsItsRulesWhenThePolicyChanges(Workbench bench) {
        ReviewId drawn = open(bench, "");
        approve(bench, drawn, ANN);
        bench.pipeline("p", policy(", \"reviewers\": 4"));
        ReviewId later = bench.openReview(P, "b");
        bench.pipeline("p", "{}");
        ReviewId plain = bench.openReview(P, "c");

        approve(bench, drawn, BOB);

        assertThat(panel(bench, drawn).stage()).isEqualTo(PanelStage.AGREED);
        assertThat(panel(bench, later).reviewers()).isEqualTo(4);
        assertThat(review(bench, plain).standing().panel()).isNull();
    }

    @EveryDatabase
    void anAgreedCorrectionIsLearnedFromOnceUnlessOneDoesNotWantThat(Workbench bench) {
        bench.pipeline("p", policy(""));
        ReviewId review = bench.openReview(P, "a");
        bench.decisions.decide(review, NewDecision.edit(ANN, 0, TextNode.valueOf("30 days"), null, null), null);
        bench.admission.catchUp();
        assertThat(bench.golden.page(P, "", 10).items()).isEmpty();

        bench.decisions.decide(review, NewDecision.edit(BOB, 0, TextNode.valueOf("30  days"), null, null), null);
        bench.admission.catchUp();
        assertThat(bench.golden.page(P, "", 10).items()).hasSize(1);

        bench.decisions.undo(review, new UndoRequest(BOB, 2, null), null);
        bench.admission.catchUp();
        assertThat(bench.golden.page(P, "", 10).items()).isEmpty();
    }

    @EveryDatabase
    void theLedgerHasEveryVerdictAndHoldsAgainstTheTables(Workbench bench) {
        ReviewId review = open(bench, "");
        approve(bench, review, ANN);
        reject(bench, review, BOB);
        adjudicate(bench, review, CIM);

        assertThat(bench.audited())
                .contains(
                        "ann review.panel-verdict " + review,
                        "bob review.panel-verdict " + review,
                        "cim review.panel-verdict " + review,
                        "cim review.decided " + review);
        assertThat(bench
                        .database
                        .reader()
                        .withHandle(handle -> Decisions.read(
                                handle,
                                handle.createQuery("SELECT id FROM decision ORDER BY id")
                                        .mapTo(String.class)
                                        .list()))
                        .stream()
                        .map(Decision::action))
                .containsExactly(DecisionAction.APPROVE, DecisionAction.REJECT, DecisionAction.REJECT);
    }
}
