package dev.touchstone.backend.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.GoldenExample;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.review.Decisions.Outcome;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class DecisionsTest {
    private static final Reviewer ALICE = new Reviewer(new ReviewerId("alice"), "Alice");
    private static final Reviewer BOB = new Reviewer(new ReviewerId("bob"), "Bob");

    @EveryDatabase
    void aDecisionCountsAndTheSecondIsToldWhoWon(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");

        Outcome first = bench.decisions.decide(review, NewDecision.approve(ALICE, 0, 12.5), null);
        Outcome second = bench.decisions.decide(review, NewDecision.reject(BOB, 0, "wrong", null, 3.0), null);

        assertThat(first).isInstanceOfSatisfying(Outcome.Counted.class, counted -> {
            assertThat(counted.review().standing().state()).isEqualTo(ReviewState.DECIDED);
            assertThat(counted.review().standing().revision()).isEqualTo(1);
        });
        assertThat(second).isInstanceOfSatisfying(Outcome.TooLate.class, late -> {
            assertThat(late.review().decision()).isNotNull().satisfies(winner -> {
                assertThat(winner.reviewer()).isEqualTo(ALICE);
                assertThat(winner.action()).isEqualTo(DecisionAction.APPROVE);
            });
        });
        assertThat(bench.count("decision")).isEqualTo(1);
    }

    @EveryDatabase
    void fiftyReviewersAtOnceMakeOneDecision(Workbench bench) throws Exception {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        List<Future<Outcome>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                Reviewer reviewer = Reviewer.of(new ReviewerId("r" + i));
                outcomes.add(threads.submit(
                        () -> bench.decisions.decide(review, NewDecision.approve(reviewer, 0, null), null)));
            }
        }

        int counted = 0;
        for (Future<Outcome> outcome : outcomes) {
            counted += outcome.get() instanceof Outcome.Counted ? 1 : 0;
        }
        assertThat(counted).isEqualTo(1);
        assertThat(bench.count("decision")).isEqualTo(1);
    }

    @EveryDatabase
    void theSameRequestAgainGetsTheSameAnswer(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        NewDecision decision = NewDecision.approve(ALICE, 0, null);

        Outcome first = bench.decisions.decide(review, decision, "key-1");
        Outcome again = bench.decisions.decide(review, decision, "key-1");

        assertThat(again).isEqualTo(first);
        assertThat(bench.count("decision")).isEqualTo(1);
    }

    @EveryDatabase
    void theSameKeyWithAnotherRequestIsRefusedAndSaysSo(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        NewDecision edit = NewDecision.edit(ALICE, 0, TextNode.valueOf("better"), null, 3.0);
        bench.decisions.decide(review, edit, "key-1");

        NewDecision other = NewDecision.edit(ALICE, 0, TextNode.valueOf("best"), null, 3.0);
        NewDecision somebody = NewDecision.edit(BOB, 0, TextNode.valueOf("better"), null, 3.0);
        NewDecision later = NewDecision.edit(ALICE, 0, TextNode.valueOf("better"), null, 9.0);

        assertThat(bench.decisions.decide(review, other, "key-1")).isInstanceOf(Outcome.KeyReused.class);
        assertThat(bench.decisions.decide(review, somebody, "key-1")).isInstanceOf(Outcome.KeyReused.class);
        assertThat(bench.decisions.decide(review, NewDecision.approve(ALICE, 0, null), "key-1"))
                .isInstanceOf(Outcome.KeyReused.class);
        // How long somebody looked is no part of what was decided.
        assertThat(bench.decisions.decide(review, later, "key-1")).isInstanceOf(Outcome.Counted.class);
        assertThat(bench.decisions.undo(review, new UndoRequest(ALICE, 1, null), "key-1"))
                .isInstanceOf(Outcome.KeyReused.class);
        bench.decisions.undo(review, new UndoRequest(ALICE, 1, null), "key-2");
        assertThat(bench.decisions.decide(review, NewDecision.approve(ALICE, 2, null), "key-1"))
                .isInstanceOf(Outcome.KeyReused.class);
        assertThat(bench.decisions.undo(review, new UndoRequest(BOB, 1, null), "key-2"))
                .isInstanceOf(Outcome.KeyReused.class);
        assertThat(bench.count("decision")).isEqualTo(2);
    }

    @EveryDatabase
    void aPolicyThatChangesWhileAFormIsOpenDoesNotCostTheDecision(Workbench bench) {
        bench.pipeline(
                "p", "{\"rubric\": {\"lines\": [{\"id\": \"old\", \"label\": \"Old?\", \"definition\": \"Old.\"}]}}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        Integer shown = bench.views.detail(review).orElseThrow().policyVersion();
        bench.pipeline(
                "p", "{\"rubric\": {\"lines\": [{\"id\": \"new\", \"label\": \"New?\", \"definition\": \"New.\"}]}}");

        NewDecision filledIn = new NewDecision(
                ALICE,
                DecisionAction.APPROVE,
                0,
                null,
                Map.of(),
                null,
                Map.of("old", RubricAnswer.PASS),
                Map.of(),
                "my note",
                null,
                true,
                shown);

        assertThat(bench.views
                        .detail(review, shown)
                        .orElseThrow()
                        .policy()
                        .rubric()
                        .lines())
                .extracting(Rubric.Line::id)
                .containsExactly("old");
        assertThatThrownBy(() -> bench.views.detail(review, 99)).isInstanceOf(InvalidField.class);
        assertThat(bench.decisions.decide(review, filledIn, null)).isInstanceOf(Outcome.Counted.class);
        assertThat(bench.views
                        .detail(review)
                        .orElseThrow()
                        .history()
                        .getFirst()
                        .said()
                        .note())
                .isEqualTo("my note");
    }

    @EveryDatabase
    void whileSomebodyHoldsTheReviewOthersCannotDecideItUntilTheLeaseEnds(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        bench.queue.claim(review, new ClaimRequest(ALICE, Duration.ofMinutes(10), null));

        Outcome early = bench.decisions.decide(review, NewDecision.approve(BOB, 0, null), null);
        bench.clock.advance(Duration.ofMinutes(10));
        Outcome later = bench.decisions.decide(review, NewDecision.approve(BOB, 0, null), null);

        assertThat(early)
                .isInstanceOfSatisfying(
                        Outcome.HeldBy.class,
                        held -> assertThat(held.holder().by()).isEqualTo(ALICE));
        assertThat(later).isInstanceOf(Outcome.Counted.class);
    }

    @EveryDatabase
    void anEditBecomesAGoldenExampleAndUndoWithdrawsIt(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");

        bench.decisions.decide(
                review, NewDecision.edit(ALICE, 0, TextNode.valueOf("the right answer"), "typo", 20.0), null);
        bench.admission.catchUp();

        List<GoldenExample> examples =
                bench.golden.page(new PipelineName("p"), "", 10).items();
        assertThat(examples).hasSize(1);
        assertThat(examples.getFirst().query()).isEqualTo(TextNode.valueOf("a question"));
        assertThat(examples.getFirst().output()).isEqualTo(TextNode.valueOf("an answer"));
        assertThat(examples.getFirst().correctedOutput()).isEqualTo(TextNode.valueOf("the right answer"));
        assertThat(examples.getFirst().lineage().reviewId()).isEqualTo(review);

        bench.decisions.undo(review, new UndoRequest(ALICE, 1, null), null);
        bench.admission.catchUp();

        assertThat(bench.golden.page(new PipelineName("p"), "", 10).items()).isEmpty();
        assertThat(bench.queue.find(review).orElseThrow().standing().state()).isEqualTo(ReviewState.OPEN);
        assertThat(bench.queue.find(review).orElseThrow().standing().revision()).isEqualTo(2);
        assertThat(bench.count("decision")).isEqualTo(2);
    }

    @EveryDatabase
    void correctedAttributesMakeAWholeCorrectedOutput(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.post(NewOutput.json("p", "attrs", Json.read("{\"raw\":1}", JsonNode.class))
                        .attribute("brand", TextNode.valueOf("Acme"), 0.9)
                        .attribute("color", TextNode.valueOf("red"), 0.4)
                        .attribute("size", TextNode.valueOf("XL"), 0.3)
                        .confidence(0.2)
                        .build())
                .reviewId();
        NewDecision edit = new NewDecision(
                ALICE,
                DecisionAction.EDIT,
                0,
                null,
                Map.of("color", TextNode.valueOf("blue"), "size", NullNode.getInstance()),
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                true);

        bench.decisions.decide(new ReviewId(String.valueOf(review)), edit, null);
        bench.admission.catchUp();

        assertThat(bench.golden
                        .page(new PipelineName("p"), "", 10)
                        .items()
                        .getFirst()
                        .correctedOutput())
                .isEqualTo(Json.read("{\"brand\":\"Acme\",\"color\":\"blue\"}", JsonNode.class));
    }

    @EveryDatabase
    void withinTheWindowOnlyTheReviewerMayUndoAndLaterAnybodyMayReopen(Workbench bench) {
        bench.pipeline("p", "{\"undo_window\": \"10m\"}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        bench.decisions.decide(review, NewDecision.approve(ALICE, 0, null), null);

        Outcome bobsUndo = bench.decisions.undo(review, new UndoRequest(BOB, 1, null), null);
        bench.clock.advance(Duration.ofMinutes(11));
        Outcome bobsReopen = bench.decisions.undo(review, new UndoRequest(BOB, 1, "wrong after all"), null);

        assertThat(bobsUndo).isInstanceOf(Outcome.NotYours.class);
        assertThat(bobsReopen).isInstanceOf(Outcome.Counted.class);
        assertThat(bench.views.detail(review).orElseThrow().history())
                .extracting(decision -> decision.action())
                .containsExactly(DecisionAction.APPROVE, DecisionAction.REOPEN);
    }

    @EveryDatabase
    void aDecisionThatDoesNotFitThePolicyIsRefusedAndNothingIsWritten(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");

        assertThatThrownBy(() -> bench.decisions.decide(
                        review, NewDecision.reject(ALICE, 0, "no-such-reason", null, null), null))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("incomplete");
        assertThatThrownBy(() -> bench.decisions.decide(
                        review, NewDecision.edit(ALICE, 0, TextNode.valueOf("an answer"), null, null), null))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("send an approval");

        assertThat(bench.count("decision")).isZero();
        assertThat(bench.queue.find(review).orElseThrow().standing().state()).isEqualTo(ReviewState.OPEN);
    }

    @EveryDatabase
    void onlyWhoThePolicyAllowsMayDecide(Workbench bench) {
        bench.pipeline("p", "{\"reviewers\": {\"allow\": [\"alice\"]}}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");

        assertThatThrownBy(() -> bench.decisions.decide(review, NewDecision.approve(BOB, 0, null), null))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("reviewers.allow");
        assertThat(bench.decisions.decide(review, NewDecision.approve(ALICE, 0, null), null))
                .isInstanceOf(Outcome.Counted.class);
    }

    @EveryDatabase
    void whoeverWaitsForTheVerdictHearsItAtOnce(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        OutputId output = bench.queue.find(review).orElseThrow().outputId();

        CompletableFuture<OutputView> waiting = CompletableFuture.supplyAsync(
                () -> bench.verdicts.await(output, Duration.ofSeconds(30)).orElseThrow());
        bench.decisions.decide(review, NewDecision.approve(ALICE, 0, null), null);

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).satisfies(view -> {
            assertThat(view.status()).isEqualTo(OutputStatus.DECIDED);
            assertThat(view.verdict()).isNotNull();
        });
    }

    @EveryDatabase
    void everyStepIsInTheLedgerAndTheChainHolds(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = bench.openReview(new PipelineName("p"), "a");
        bench.queue.claim(review, ClaimRequest.of(ALICE));
        bench.queue.skip(review, ALICE);
        bench.decisions.decide(review, NewDecision.approve(ALICE, 0, null), null);
        bench.decisions.undo(review, new UndoRequest(ALICE, 1, null), null);

        List<String> actions = bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT action FROM ledger_entry ORDER BY seq")
                        .mapTo(String.class)
                        .list());

        assertThat(actions)
                .containsExactly("policy.changed", "review.claimed", "review.skipped", "review.decided", "review.undo");
    }
}
