package dev.touchstone.backend.advice.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Budget;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.store.Storage;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Batches that are opened to learn from, within what the budget sets aside.
class LearnedBatchesTest {
    private static final PipelineName PIPELINE = new PipelineName("support");

    private static LearnedBatches batches(Workbench on) {
        return new LearnedBatches(new Storage(on.database, on.ids, on.clock), on.pipelines, on.outputs, on.queue);
    }

    private static List<OutputReceipt> post(Workbench on, int outputs) {
        List<OutputReceipt> posted = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            posted.add(on.post(NewOutput.text("support", "o-" + i, "answer " + i * i)
                    .query("question " + i)
                    // Half of them near the threshold, half of them certain.
                    .confidence(i % 2 == 0 ? 0.82 : 0.999)
                    .build()));
        }
        return posted;
    }

    private static List<Review> opened(Workbench on, List<OutputReceipt> posted) {
        return posted.stream()
                .map(receipt -> on.outputs.find(receipt.id()).orElseThrow())
                .map(OutputRow::routed)
                .filter(routed -> routed.reviewId() != null)
                .map(routed ->
                        on.queue.find(Objects.requireNonNull(routed.reviewId())).orElseThrow())
                .filter(review -> review.asked().reasons().contains(RouteReason.DIVERSITY))
                .toList();
    }

    @EveryDatabase
    void batchesAreSpreadOverTheWeekAndOutsideOfEverySample(DatabaseConfig database) {
        try (Workbench on = new Workbench(database)) {
            on.pipeline("support", "{\"audit_rate\": 0.05, \"budget\": {\"reviews_per_week\": 200, \"learn\": 0.2}}");
            List<OutputReceipt> posted = post(on, 120);
            assertThat(batches(on).catchUp()).as("its hour is not over").isZero();
            on.clock.advance(Duration.ofHours(1));

            assertThat(batches(on).catchUp()).isEqualTo(20);
            assertThat(batches(on).catchUp()).as("once for a slot").isZero();

            List<Review> reviews = opened(on, posted);
            assertThat(reviews).hasSize(20).allSatisfy(review -> {
                assertThat(review.asked().blind()).isFalse();
                assertThat(review.asked().reasons()).containsExactly(RouteReason.DIVERSITY);
            });
            for (int i = 0; i < posted.size(); i++) {
                OutputRow row = on.outputs.find(posted.get(i).id()).orElseThrow();
                boolean learned =
                        reviews.stream().anyMatch(review -> review.outputId().equals(row.id()));
                assertThat(learned && i % 2 == 1)
                        .as("certain ones are not chosen")
                        .isFalse();
            }
            long drawn = on.database
                    .reader()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT COUNT(*) FROM review WHERE reasons = 'diversity' AND (pi > 0 OR audit_rate > 0)")
                            .mapTo(Long.class)
                            .one());
            assertThat(drawn).isZero();

            on.clock.advance(Duration.ofHours(84));
            assertThat(batches(on).catchUp()).isEqualTo(20);
            // 40 a week are set aside.
            on.clock.advance(Duration.ofHours(80));
            assertThat(batches(on).catchUp()).isZero();
        }
    }

    @EveryDatabase
    void withoutAShareNothingIsChosen(DatabaseConfig database) {
        try (Workbench on = new Workbench(database)) {
            on.pipeline("support", "{\"audit_rate\": 0, \"budget\": {\"reviews_per_week\": 200}}");
            post(on, 10);
            on.clock.advance(Duration.ofHours(2));
            assertThat(batches(on).catchUp()).isZero();
            on.pipeline("support", "{\"audit_rate\": 0, \"budget\": {\"reviews_per_week\": 200, \"learn\": 0.3}}");
            assertThat(on.budgets
                            .status(on.pipelines.require(PIPELINE))
                            .shares()
                            .learnShare())
                    .isEqualTo(60);
            assertThat(on.budgets
                            .status(on.pipelines.require(PIPELINE))
                            .shares()
                            .auditShare())
                    .isEqualTo(140);
        }
    }

    @Test
    void theAuditKeepsItsFloor() {
        Budget budget = new Budget(200, 0.25, 0, 0.7);
        assertThat(budget.auditMinimum()).isEqualTo(50);
        assertThat(budget.learnReviews()).isEqualTo(140);
        assertThatThrownBy(() -> new Budget(200, 0.25, 0, 0.75))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("doubtful");
        assertThatThrownBy(() -> new Budget(200, 0.25, 190, 0.1)).isInstanceOf(InvalidField.class);
    }
}
