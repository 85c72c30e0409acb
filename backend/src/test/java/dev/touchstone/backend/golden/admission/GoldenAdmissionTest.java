package dev.touchstone.backend.golden.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.golden.item.GoldenItems;
import dev.touchstone.backend.golden.item.ItemFilter;
import dev.touchstone.backend.review.ReviewedDecisions;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class GoldenAdmissionTest {
    private static final PipelineName P = new PipelineName("p");
    private static final Reviewer ANN = Reviewer.of(new ReviewerId("ann"));
    private static final Reviewer BOB = Reviewer.of(new ReviewerId("bob"));

    private static ReviewId asked(Workbench bench, String id, String query) {
        return Objects.requireNonNull(bench.post(NewOutput.text("p", id, "an answer")
                        .query(query)
                        .confidence(0.3)
                        .build())
                .reviewId());
    }

    private static void edit(Workbench bench, ReviewId review, int revision, Reviewer by, String target) {
        bench.decisions.decide(review, NewDecision.edit(by, revision, TextNode.valueOf(target), null, null), null);
    }

    private static List<GoldenItem> items(Workbench bench) {
        return bench.items
                .page(new ItemFilter(P, null, null, false, false, ""), 200)
                .items();
    }

    private static GoldenAdmission otherNode(Workbench bench) {
        return new GoldenAdmission(
                bench.database,
                new Ids(bench.clock),
                bench.clock,
                bench.pipelines,
                new GoldenItems(new Ids(bench.clock), bench.clock),
                new ReviewedDecisions(bench.outputs));
    }

    @EveryDatabase
    void aDecisionOnlyNotesThatItIsDueAndItsItemIsDatedWhenItWasMade(Workbench bench) {
        bench.pipeline("p", "{}");
        edit(bench, asked(bench, "a", "one?"), 0, ANN, "right");
        assertThat(bench.count("golden_item")).isZero();
        assertThat(bench.count("golden_due")).isOne();
        long decidedMs = bench.clock.millis();
        bench.clock.advance(Duration.ofHours(3));

        assertThat(bench.admission.catchUp()).isOne();
        assertThat(bench.admission.catchUp()).as("once").isZero();

        assertThat(items(bench)).hasSize(1);
        assertThat(items(bench).getFirst().createdAt().toEpochMilli()).isEqualTo(decidedMs);
        assertThat(bench.count("golden_due")).isZero();
    }

    @EveryDatabase
    void whatThePolicyDoesNotLearnFromIsNotEvenNoted(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");

        bench.decisions.decide(asked(bench, "a", "one?"), NewDecision.approve(ANN, 0, null), null);

        assertThat(bench.count("golden_due")).isZero();
    }

    @EveryDatabase
    void thePolicyOfTheDecisionDecidesWhatIsLearntWhateverItIsByThen(Workbench bench) {
        bench.pipeline("p", "{\"golden\": {\"approvals\": \"all\", \"admit\": \"second_person\"}}");
        bench.decisions.decide(asked(bench, "a", "one?"), NewDecision.approve(ANN, 0, null), null);
        bench.pipeline("p", "{\"golden\": {\"approvals\": \"none\"}}");

        bench.admission.catchUp();

        assertThat(items(bench)).extracting(item -> item.standing().state()).containsExactly(GoldenState.PROPOSED);
    }

    @EveryDatabase
    void whatIsTakenBackBeforeItWasAdmittedNeverBecomesAnItem(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = asked(bench, "a", "one?");
        edit(bench, review, 0, ANN, "wrong key");
        bench.decisions.undo(review, new UndoRequest(ANN, 1, null), null);
        edit(bench, review, 2, ANN, "right");

        bench.admission.catchUp();

        assertThat(items(bench)).hasSize(1);
        assertThat(Objects.requireNonNull(items(bench).getFirst().content()).target())
                .isEqualTo(TextNode.valueOf("right"));
        assertThat(items(bench).getFirst().standing().state()).isEqualTo(GoldenState.GOLDEN);
    }

    @EveryDatabase
    void whatIsTakenBackAfterwardsIsRetiredByTheNextRunAndNamesWhoTookItBack(Workbench bench) {
        bench.pipeline("p", "{\"undo_window\": \"10m\"}");
        ReviewId review = asked(bench, "a", "one?");
        edit(bench, review, 0, ANN, "right");
        bench.admission.catchUp();
        bench.clock.advance(Duration.ofHours(1));
        bench.decisions.undo(review, new UndoRequest(BOB, 1, null), null);
        edit(bench, review, 2, BOB, "better");

        bench.admission.catchUp();

        assertThat(items(bench))
                .extracting(item -> item.standing().state())
                .containsExactly(GoldenState.RETIRED, GoldenState.GOLDEN);
        assertThat(items(bench).getFirst().standing().by()).isEqualTo("bob");
        assertThat(items(bench)).noneMatch(item -> item.standing().conflict());
    }

    @EveryDatabase
    void differentAnswersContradictEachOtherThoughAdmittedTogether(Workbench bench) {
        bench.pipeline("p", "{}");
        edit(bench, asked(bench, "a", "same?"), 0, ANN, "one");
        edit(bench, asked(bench, "b", "same?"), 0, BOB, "two");
        edit(bench, asked(bench, "c", "other?"), 0, BOB, "two");

        bench.admission.catchUp();

        assertThat(items(bench)).extracting(item -> item.standing().conflict()).containsExactly(true, true, false);
    }

    @EveryDatabase
    void twoNodesAdmitEveryDecisionExactlyOnce(Workbench bench) throws Exception {
        bench.pipeline("p", "{\"golden\": {\"admit\": \"agreement_of_two\"}}");
        int decisions = 120;
        for (int i = 0; i < decisions; i++) {
            edit(bench, asked(bench, "o" + i, "question " + i % 60), 0, i < 60 ? ANN : BOB, "right");
        }

        List<Callable<Integer>> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(otherNode(bench)::catchUp);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(nodes.size())) {
            for (Future<Integer> node : threads.invokeAll(nodes)) {
                int unused = node.get();
            }
        }

        assertThat(bench.count("golden_due")).isZero();
        assertThat(bench.count("golden_item")).isEqualTo(decisions);
        assertThat(bench.count("(SELECT DISTINCT decision_id FROM golden_item) decided"))
                .isEqualTo(decisions);
        assertThat(bench.count("golden_item WHERE state = 'golden'")).isEqualTo(decisions);
    }

    @EveryDatabase
    void aDecisionThatCannotBeReadIsPutOffAndHoldsUpNobody(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId broken = asked(bench, "a", "one?");
        edit(bench, broken, 0, ANN, "right");
        edit(bench, asked(bench, "b", "two?"), 0, ANN, "right too");
        String detail = detail(bench, broken, "{broken");

        assertThat(bench.admission.catchUp()).isEqualTo(2);

        assertThat(bench.count("golden_item")).isOne();
        assertThat(bench.count("golden_due")).isOne();
        assertThat(bench.admission.catchUp()).as("not before it is due again").isZero();

        assertThat(detail(bench, broken, detail)).isEqualTo("{broken");
        bench.clock.advance(Duration.ofHours(1));
        assertThat(bench.admission.catchUp()).isOne();
        assertThat(bench.count("golden_item")).isEqualTo(2);
        assertThat(bench.count("golden_due")).isZero();
    }

    /// @return what it was before
    private static String detail(Workbench bench, ReviewId review, String json) {
        return bench.database.writer().inTransaction(tx -> {
            String before = tx.createQuery("SELECT detail FROM decision WHERE review_id = ?")
                    .bind(0, review.value())
                    .mapTo(String.class)
                    .one();
            int unused = tx.execute("UPDATE decision SET detail = ? WHERE review_id = ?", json, review.value());
            return before;
        });
    }

    @EveryDatabase
    void aDecisionWhoseTextsAreGoneIsLeftOut(Workbench bench) {
        bench.pipeline("p", "{}");
        edit(bench, asked(bench, "a", "one?"), 0, ANN, "right");
        bench.database.writer().useHandle(handle -> {
            int unused = handle.execute("UPDATE output SET body = NULL");
        });

        bench.admission.catchUp();

        assertThat(bench.count("golden_item")).isZero();
        assertThat(bench.count("golden_due")).isZero();
    }

    @EveryDatabase
    void whoAsksRightAfterADecisionWaitsForItsItem(Workbench bench) {
        bench.pipeline("p", "{}");
        try (GoldenAdmission node = otherNode(bench)) {
            node.start();
            edit(bench, asked(bench, "a", "one?"), 0, ANN, "right");

            assertThat(node.settledSince(bench.clock.instant())).isTrue();

            assertThat(bench.count("golden_item")).isOne();
            assertThat(node.settledSince(bench.clock.instant().minus(Duration.ofHours(1))))
                    .as("nothing is to come of long ago")
                    .isFalse();
        }
    }
}
