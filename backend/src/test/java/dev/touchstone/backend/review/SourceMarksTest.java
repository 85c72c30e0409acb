package dev.touchstone.backend.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.MarkedSources.Marked;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.review.Decisions.Outcome;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceMarksTest {
    /// SHA-256 over the fields of a row, each with its length, as ledgers hold it.
    private static final String HASH_BEFORE = "e7058cd2da1cfce07d2ef0e44a79dc69476bc907a8bcd0108e19b40da9fcf660";
    private static final Reviewer ANN = new Reviewer(new ReviewerId("ann"), "Ann");
    private static final List<Context.Source> SOURCES = List.of(
            new Context.Source("Returns", "https://help.example/returns", "Within 30 days.", 0.8),
            new Context.Source("Old terms", null, "Within 90 days.", 0.6),
            new Context.Source(null, null, "Nothing of the kind.", 0.1));

    private static ReviewId review(Workbench bench, String id, @Nullable Context context) {
        NewOutput.Builder output = NewOutput.text("p", id, "Within 90 days.")
                .query("May I return a kettle?")
                .confidence(0.3)
                .callbackUrl("https://shop.example/hook");
        return Objects.requireNonNull(bench.post((context == null ? output : output.context(context)).build())
                .reviewId());
    }

    private static NewDecision decision(String json) {
        return Json.read("{\"reviewer\": {\"id\": \"ann\"}, \"revision\": 0, " + json + "}", NewDecision.class);
    }

    private static Decision settled(Workbench bench, ReviewId review) {
        return Objects.requireNonNull(
                bench.views.detail(review).orElseThrow().review().decision());
    }

    @EveryDatabase
    void aDecisionKeepsWhichSourcesItIsAbout(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = review(bench, "a", Context.ofSources(SOURCES));
        NewDecision decision = decision("\"action\": \"reject\", \"reason\":"
                + " {\"id\": \"stale_source\", \"source\": 2, \"right_source\": 1}");

        assertThat(bench.decisions.decide(review, decision, "once")).isInstanceOf(Outcome.Counted.class);

        Decision.Said said = settled(bench, review).said();
        assertThat(said.reason()).isEqualTo("stale_source");
        assertThat(Objects.requireNonNull(said.sources()).about()).isEqualTo(new Marked(2, "Old terms", "Old terms"));
        assertThat(said.sources().right()).isEqualTo(new Marked(1, "https://help.example/returns", "Returns"));
        JsonNode called = bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT payload FROM delivery WHERE consumer = 'webhook'")
                        .mapTo(String.class)
                        .map(payload -> Json.read(payload, JsonNode.class))
                        .one());
        assertThat(called.toString()).contains("\"reason\":\"stale_source\"").contains("\"right\":{\"number\":1");
    }

    @EveryDatabase
    void theSameRequestAgainIsTheSameAndOtherMarksAreNot(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = review(bench, "a", Context.ofSources(SOURCES));
        String rejection = "\"action\": \"reject\", \"reason\": {\"id\": \"wrong_source\", \"source\": ";

        bench.decisions.decide(review, decision(rejection + "3}"), "once");

        assertThat(bench.decisions.decide(review, decision(rejection + "3}"), "once"))
                .isInstanceOf(Outcome.Counted.class);
        assertThat(bench.decisions.decide(review, decision(rejection + "2}"), "once"))
                .isInstanceOf(Outcome.KeyReused.class);
    }

    @EveryDatabase
    void anEditMaySayItTooAndAnApprovalHasNothingToSay(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId edited = review(bench, "a", Context.ofSources(SOURCES));
        ReviewId silent = review(bench, "b", Context.ofSources(SOURCES));
        ReviewId approved = review(bench, "c", Context.ofSources(SOURCES));
        String right = "\"action\": \"edit\", \"corrected_output\": \"Within 30 days.\"";

        bench.decisions.decide(
                edited, decision(right + ", \"reason\": {\"id\": \"right_source_misread\", \"source\": 1}"), null);
        bench.decisions.decide(silent, decision(right), null);
        bench.decisions.decide(approved, NewDecision.approve(ANN, 0, null), null);

        Decision.Said said = settled(bench, edited).said();
        assertThat(said.reason()).isEqualTo("right_source_misread");
        assertThat(Objects.requireNonNull(said.sources()).about()).isNotNull();
        assertThat(settled(bench, silent).said().sources()).isNotNull();
        assertThat(settled(bench, approved).said().sources()).isNull();
        assertThatThrownBy(() -> bench.decisions.decide(
                        review(bench, "d", Context.ofSources(SOURCES)),
                        decision("\"action\": \"approve\", \"reason\": \"wrong_source\""),
                        null))
                .isInstanceOf(InvalidField.class);
    }

    @EveryDatabase
    void aSourceThatIsNotThereIsRefused(Workbench bench) {
        bench.pipeline("p", "{}");
        String rejection = "\"action\": \"reject\", \"reason\": {\"id\": \"wrong_source\", \"source\": 4}";

        assertThatThrownBy(() -> bench.decisions.decide(
                        review(bench, "a", Context.ofSources(SOURCES)), decision(rejection), null))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("1 to 3");
        assertThatThrownBy(() -> bench.decisions.decide(
                        review(bench, "b", Context.ofText("Within 30 days.")),
                        decision("\"action\": \"reject\", \"reason\": \"wrong_source\""),
                        null))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("must be one of [wrong, incomplete");
    }

    @EveryDatabase
    void theLedgerNoticesAMarkThatWasChanged(Workbench bench) {
        bench.pipeline("p", "{}");
        ReviewId review = review(bench, "a", Context.ofSources(SOURCES));
        bench.decisions.decide(
                review,
                decision("\"action\": \"reject\", \"reason\": {\"id\": \"wrong_source\", \"source\": 3}"),
                null);
        String before = hash(bench, review);

        bench.database.writer().useTransaction(tx -> tx.execute("UPDATE decision SET sources = '{}'"));
        String changed = hash(bench, review);
        bench.database.writer().useTransaction(tx -> tx.execute("UPDATE decision SET sources = NULL"));

        assertThat(List.of(before, changed, hash(bench, review))).doesNotHaveDuplicates();
    }

    private static String hash(Workbench bench, ReviewId review) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.attach(DecisionDao.class)
                        .latest(review)
                        .orElseThrow()
                        .contentHash());
    }

    @Test
    void hashesOfRowsFromBeforeMarksStillHold() {
        DecisionRow row = new DecisionRow(
                "d1",
                new ReviewId("r1"),
                new PipelineName("p"),
                1,
                "reject",
                new DecisionRow.By(new ReviewerId("ann"), "Ann"),
                1_700_000_000_000L,
                new DecisionRow.Said("wrong", 4.5, "{}", null, null),
                null);

        // What the version before wrote into its ledgers for this row.
        assertThat(row.contentHash()).isEqualTo(HASH_BEFORE);
    }
}
