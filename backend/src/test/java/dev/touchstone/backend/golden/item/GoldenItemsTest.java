package dev.touchstone.backend.golden.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.erdtman.jcs.JsonCanonicalizer;

class GoldenItemsTest {
    private static final PipelineName P = new PipelineName("p");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("ann"), "Ann");
    private static final Reviewer BOB = new Reviewer(new ReviewerId("bob"), "Bob");

    private static ReviewId asked(Workbench bench, String id, String query) {
        return new ReviewId(Objects.requireNonNull(bench.post(NewOutput.text("p", id, "an answer")
                                .query(query)
                                .confidence(0.3)
                                .metadata("user", TextNode.valueOf("u-" + id))
                                .build())
                        .reviewId())
                .value());
    }

    private static void edit(Workbench bench, ReviewId review, Reviewer by, String target) {
        bench.decisions.decide(review, NewDecision.edit(by, 0, TextNode.valueOf(target), null, null), null);
    }

    private static List<GoldenItem> all(Workbench bench) {
        bench.admission.catchUp();
        return bench.items
                .page(new ItemFilter(P, null, null, false, false, ""), 100)
                .items();
    }

    private static ItemActs acts(Workbench bench) {
        return new ItemActs(bench.database, bench.ledger, bench.pipelines, bench.clock);
    }

    @EveryDatabase
    void everyVerdictOfAPersonIsACandidateAndTheLineageSaysWhatChoseIt(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");

        edit(bench, asked(bench, "a", "one?"), ANN, "right");
        bench.decisions.decide(
                asked(bench, "b", "two?"), NewDecision.reject(ANN, 0, "wrong", TextNode.valueOf("better"), null), null);
        bench.decisions.decide(asked(bench, "c", "three?"), NewDecision.reject(ANN, 0, "wrong", null, null), null);
        bench.decisions.decide(asked(bench, "d", "four?"), NewDecision.approve(ANN, 0, null), null);

        assertThat(all(bench))
                .extracting(item -> content(item).kind())
                .containsExactly(
                        GoldenKind.CORRECTION, GoldenKind.CORRECTION, GoldenKind.REJECTION, GoldenKind.APPROVAL);
        assertThat(all(bench))
                .allSatisfy(item ->
                        assertThat(content(item).lineage().chosen().by()).isEqualTo(GoldenLineage.By.RANDOM_AUDIT));
        assertThat(content(all(bench).get(2)).target()).isNull();
        assertThat(content(all(bench).get(2)).judgement().reason()).isEqualTo("wrong");
        assertThat(content(all(bench).get(3)).target()).isEqualTo(TextNode.valueOf("an answer"));
    }

    @EveryDatabase
    void approvalsOfDoubtfulOutputsAreNotLearnedFromUnlessThePolicySaysSo(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        bench.decisions.decide(asked(bench, "a", "one?"), NewDecision.approve(ANN, 0, null), null);
        assertThat(all(bench)).isEmpty();

        bench.pipeline("p", "{\"audit_rate\": 0, \"golden\": {\"approvals\": \"all\"}}");
        bench.decisions.decide(asked(bench, "b", "two?"), NewDecision.approve(ANN, 0, null), null);
        assertThat(all(bench)).hasSize(1);
        assertThat(content(all(bench).getFirst()).lineage().chosen().by()).isEqualTo(GoldenLineage.By.RULE);

        bench.pipeline("p", "{\"audit_rate\": 1, \"golden\": {\"approvals\": \"none\"}}");
        bench.decisions.decide(asked(bench, "c", "three?"), NewDecision.approve(ANN, 0, null), null);
        assertThat(all(bench)).hasSize(1);
    }

    @EveryDatabase
    void theHashIsThatOfTheCanonicalJsonOfTheContent(Workbench bench) throws Exception {
        bench.pipeline("p", "{}");
        edit(bench, asked(bench, "a", "wie \u2028 \uD83D\uDE00?"), ANN, "richtig");

        GoldenItem item = all(bench).getFirst();
        byte[] canonical = new JsonCanonicalizer(Json.write(content(item))).getEncodedUTF8();
        assertThat(item.hash())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)));
        assertThat(new String(canonical, StandardCharsets.UTF_8)).contains("\"kind\":\"correction\"");
    }

    @EveryDatabase
    void undoRetiresTheItemAndItCannotBeRestoredByHand(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = asked(bench, "a", "one?");
        edit(bench, review, ANN, "right");

        assertThat(all(bench)).hasSize(1);

        bench.decisions.undo(review, new UndoRequest(ANN, 1, null), null);

        GoldenItem item = all(bench).getFirst();
        assertThat(item.standing().state()).isEqualTo(GoldenState.RETIRED);
        assertThat(item.standing().why()).isEqualTo(GoldenItem.Why.UNDONE);
        assertThatThrownBy(() -> acts(bench).restore(item.id(), ItemAct.by(ANN)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("verdict-gone"));
    }

    @EveryDatabase
    void threeAnswersToOneInputContradictEachOtherUntilSomebodyChooses(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId first = asked(bench, "a", "same?");
        edit(bench, first, ANN, "one");
        assertThat(all(bench).getFirst().standing().conflict()).isFalse();
        edit(bench, asked(bench, "b", "same?"), ANN, "two");
        edit(bench, asked(bench, "c", "same?"), BOB, "three");
        edit(bench, asked(bench, "d", "other?"), BOB, "one");

        assertThat(all(bench)).extracting(item -> item.standing().conflict()).containsExactly(true, true, true, false);
        assertThat(bench.items.summary(P).conflicts()).isEqualTo(1);
        assertThat(bench.items.summary(P).golden()).isEqualTo(1);

        bench.decisions.undo(first, new UndoRequest(ANN, 1, null), null);
        assertThat(all(bench).get(1).standing().conflict()).isTrue();

        GoldenItem chosen = acts(bench).admit(all(bench).get(2).id(), new ItemAct(ANN, "says the manual"));
        assertThat(chosen.standing().conflict()).isFalse();
        assertThat(all(bench))
                .extracting(item -> item.standing().state())
                .containsExactly(GoldenState.RETIRED, GoldenState.RETIRED, GoldenState.GOLDEN, GoldenState.GOLDEN);
        assertThat(bench.audited()).contains("ann golden.admitted " + chosen.id());

        GoldenItem back = acts(bench).restore(all(bench).get(1).id(), ItemAct.by(BOB));
        assertThat(back.standing().conflict())
                .as("the contradiction is there again")
                .isTrue();
    }

    @EveryDatabase
    void inputsThatDoNotSayWhatWasAskedCannotContradict(Workbench bench) {
        bench.pipeline("p", "{}");
        for (String id : List.of("a", "b")) {
            ReviewId review = new ReviewId(Objects.requireNonNull(bench.post(NewOutput.text("p", id, "an answer")
                                    .confidence(0.1)
                                    .build())
                            .reviewId())
                    .value());
            edit(bench, review, ANN, "right " + id);
        }
        assertThat(all(bench)).noneMatch(item -> item.standing().conflict());
    }

    @EveryDatabase
    void aSecondPersonAdmitsWhatThePolicyWantsTwoFor(Workbench bench) {
        bench.pipeline("p", "{\"golden\": {\"admit\": \"second_person\"}}");
        edit(bench, asked(bench, "a", "one?"), ANN, "right");
        String id = all(bench).getFirst().id();

        assertThat(all(bench).getFirst().standing().state()).isEqualTo(GoldenState.PROPOSED);
        assertThatThrownBy(() -> acts(bench).admit(id, ItemAct.by(ANN)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("own-item"));
        assertThat(acts(bench).admit(id, ItemAct.by(BOB)).standing().state()).isEqualTo(GoldenState.GOLDEN);
        assertThat(acts(bench).retire(id, ItemAct.by(BOB)).standing().state()).isEqualTo(GoldenState.RETIRED);
        assertThat(acts(bench).restore(id, ItemAct.by(ANN)).standing().state()).isEqualTo(GoldenState.GOLDEN);
    }

    @EveryDatabase
    void twoWhoGiveTheSameAnswerMakeItGoldenAndUndoTakesThatBack(Workbench bench) {
        bench.pipeline("p", "{\"golden\": {\"admit\": \"agreement_of_two\"}}");
        edit(bench, asked(bench, "a", "one?"), ANN, "right");
        edit(bench, asked(bench, "b", "one?"), ANN, "right");
        assertThat(all(bench))
                .as("one person twice is one person")
                .allMatch(item -> item.standing().state() == GoldenState.PROPOSED);

        ReviewId third = asked(bench, "c", "one?");
        edit(bench, third, BOB, "right");
        assertThat(all(bench)).allMatch(item -> item.standing().state() == GoldenState.GOLDEN);
        assertThat(decided(all(bench).get(2)).agreement()).isEqualTo(2);
        assertThat(decided(all(bench).get(2)).reviewers())
                .containsExactly(new ReviewerId("bob"), new ReviewerId("ann"));

        bench.decisions.undo(third, new UndoRequest(BOB, 1, null), null);
        assertThat(all(bench))
                .extracting(item -> item.standing().state())
                .containsExactly(GoldenState.PROPOSED, GoldenState.PROPOSED, GoldenState.RETIRED);
    }

    @EveryDatabase
    void erasingDeletesTheTextsAndKeepsTheHash(Workbench bench) {
        bench.pipeline("p", "{}");
        edit(bench, asked(bench, "a", "my secret is 42"), ANN, "right");
        GoldenItem before = all(bench).getFirst();

        GoldenItem after = acts(bench).erase(before.id(), ItemAct.by(ANN));

        assertThat(after.content()).isNull();
        assertThat(after.hash()).isEqualTo(before.hash());
        assertThat(bench.count("golden_item WHERE content LIKE '%secret%'")).isZero();
        assertThatThrownBy(() -> acts(bench).restore(before.id(), ItemAct.by(ANN)))
                .isInstanceOf(Refused.class);
    }

    @EveryDatabase
    void examplesOfAnEarlierVersionBecomeItemsAndTheirDecisionsCanBeTakenBack(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0}");
        ReviewId review = asked(bench, "a", "one?");
        edit(bench, review, ANN, "right");
        GoldenItem made = all(bench).getFirst();
        bench.database.writer().useTransaction(tx -> {
            int examples = tx.execute("""
                    INSERT INTO golden_example (id, pipeline, output_id, external_id, review_id, decision_id, action,
                        reviewer, query, output, corrected_output, created_at_ms)
                    SELECT 'former', pipeline, output_id, 'a', ?, decision_id, 'edit', reviewer, 'one?', '"an answer"',
                        '"right"', created_at_ms FROM golden_item
                    """, review.value());
            int items = tx.execute("DELETE FROM golden_item");
            int inputs = tx.execute("DELETE FROM golden_input");
        });

        assertThat(new FormerExamples(bench.database, bench.ids).move()).isEqualTo(1);
        assertThat(new FormerExamples(bench.database, bench.ids).move()).isZero();

        GoldenItem moved = all(bench).getFirst();
        assertThat(moved.id()).isEqualTo("former");
        assertThat(content(moved).input()).isEqualTo(content(made).input());
        assertThat(content(moved).target()).isEqualTo(content(made).target());
        assertThat(bench.count("golden_example")).isZero();
        bench.decisions.undo(review, new UndoRequest(ANN, 1, null), null);
        assertThat(all(bench).getFirst().standing().state()).isEqualTo(GoldenState.RETIRED);
    }

    @EveryDatabase
    void anItemOfAMegabyteIsKeptWhole(Workbench bench) {
        bench.pipeline("p", "{}");
        String large = "ä".repeat(500_000);
        edit(bench, asked(bench, "a", large), ANN, large);

        JsonNode target = content(all(bench).getFirst()).target();
        assertThat(target).isEqualTo(TextNode.valueOf(large));
    }

    private static GoldenContent content(GoldenItem item) {
        return Objects.requireNonNull(item.content());
    }

    private static GoldenLineage.Decided decided(GoldenItem item) {
        return Objects.requireNonNull(content(item).lineage().decided());
    }
}
