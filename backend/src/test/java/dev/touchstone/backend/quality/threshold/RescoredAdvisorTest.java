package dev.touchstone.backend.quality.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.quality.AppliedRescored;
import dev.touchstone.api.quality.ApplyRescored;
import dev.touchstone.api.quality.RescoredAdvice;
import dev.touchstone.api.quality.RescoredItems;
import dev.touchstone.api.quality.RescoredVersion;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.backend.golden.dataset.GoldenBench;
import dev.touchstone.backend.golden.item.ItemFilter;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class RescoredAdvisorTest {
    private static final PipelineName P = new PipelineName("p");
    private static final RescoredVersion NEXT = new RescoredVersion("next", "v2");
    private static final String HALF = "{\"splits\": {\"train\": 0.5, \"dev\": 0, \"test\": 0.5}}";

    private static RescoredAdvisor advisor(Workbench bench) {
        return new RescoredAdvisor(bench.database, new Observations(bench.database), bench.pipelines, bench.clock);
    }

    /// A hundred decided audits, every tenth of which was a plain rejection.
    private static void audited(Workbench bench, GoldenBench golden, int from) {
        for (int i = from; i < from + 100; i++) {
            NewOutput output = NewOutput.text("p", "audit-" + i, "answer " + i)
                    .query(Integer.toString(i * 7_919, 36) + " " + Integer.toString(i * 104_729, 36) + "?")
                    .confidence(0.5)
                    .model("old")
                    .build();
            var review = Objects.requireNonNull(bench.post(output).reviewId());
            bench.decisions.decide(
                    review,
                    i % 10 == 0
                            ? NewDecision.reject(GoldenBench.ANN, 0, "wrong", null, null)
                            : NewDecision.approve(GoldenBench.ANN, 0, null),
                    null);
        }
        bench.admission.catchUp();
        golden.grouping.catchUp();
    }

    private static List<GoldenItem> items(Workbench bench) {
        return bench.items
                .page(new ItemFilter(P, null, null, false, false, ""), 2_000)
                .items();
    }

    /// What a version says that is right with everything that has a right answer, and unsure of the rest.
    private static List<RescoredItems.Row> rows(Workbench bench, GoldenSplit split) {
        List<RescoredItems.Row> rows = new ArrayList<>();
        for (GoldenItem item : items(bench)) {
            if (item.standing().split() == split) {
                var target = Objects.requireNonNull(item.content()).target();
                rows.add(new RescoredItems.Row(
                        item.id(),
                        target == null ? 0.1 : 0.6 + 0.3 * rows.size() / 1_000,
                        target == null ? TextNode.valueOf("something else") : target,
                        null));
            }
        }
        return rows;
    }

    private static RescoredItems asked(List<RescoredItems.Row> rows) {
        return new RescoredItems(NEXT, 0.1, 0.9, 30, rows);
    }

    @EveryDatabase
    void aVersionStartsWithACertificateFromTestItemsThatItsOwnerScored(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, HALF);
        for (int from = 0; from < 600; from += 100) {
            audited(bench, golden, from);
        }
        List<RescoredItems.Row> test = rows(bench, GoldenSplit.TEST);
        RescoredAdvisor advisor = advisor(bench);

        RescoredAdvice nothing = advisor.of(P, asked(List.of()));
        assertThat(nothing.certificate().threshold()).isNull();
        assertThat(nothing.certificate().why()).contains("too few").contains("at least 80");
        assertThat(nothing.tested().unscored()).isEqualTo(test.size());

        RescoredAdvice half = advisor.of(P, asked(test.subList(0, test.size() / 2)));
        assertThat(half.certificate().threshold()).isNull();
        assertThat(half.certificate().why()).contains("are not scored");
        assertThat(bench.count("threshold_trial")).isZero();

        RescoredAdvice all = advisor.of(P, asked(test));
        assertThat(all.tested().scored()).isEqualTo(test.size());
        assertThat(all.tested().repeated()).isEqualTo(test.size() / 2);
        assertThat(all.tested().withoutItem()).isZero();
        assertThat(all.certificate().threshold()).isBetween(0.3, 0.75);
        assertThat(all.delta()).isEqualTo(0.075);
        assertThat(advisor.of(P, asked(List.of())).certificate())
                .as("asking again costs and changes nothing")
                .isEqualTo(all.certificate());

        AppliedRescored applied = advisor.apply(P, new ApplyRescored(NEXT, 0.1, 0.9, null), "key");
        assertThat(applied.pipeline().policy().confidenceThreshold())
                .isEqualTo(all.certificate().threshold());
        assertThat(bench.count("threshold_application")).isOne();
        assertThat(bench.audited()).contains("key policy.changed p@2");
        assertThatThrownBy(() -> advisor.apply(P, new ApplyRescored(NEXT, 0.1, 0.9, null), "key"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("already");
    }

    @EveryDatabase
    void whatIsNoTestItemIsIgnoredAndTheFirstWordCounts(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, HALF);
        audited(bench, golden, 0);
        golden.bench.pipeline("p", "{\"audit_rate\": 0, \"golden\": " + HALF + "}");
        List<RescoredItems.Row> train = rows(bench, GoldenSplit.TRAIN);
        List<RescoredItems.Row> test = rows(bench, GoldenSplit.TEST);
        RescoredAdvisor advisor = advisor(bench);

        assertThat(advisor.of(P, asked(train)).tested().ignored()).isEqualTo(train.size());
        assertThat(bench.count("rescored_item")).isZero();

        RescoredItems.Row first = test.getFirst();
        assertThat(advisor.of(P, asked(List.of(first))).tested().taken()).isOne();
        RescoredAdvice again = advisor.of(
                P, asked(List.of(new RescoredItems.Row(first.itemId(), 0.99, TextNode.valueOf("better"), null))));
        assertThat(again.tested().repeated()).isOne();
        assertThat(bench.count("rescored_item WHERE confidence = 0.99")).isZero();
    }

    @EveryDatabase
    void everyVersionSpendsItsPartOfThePromise(Workbench bench) {
        GoldenBench golden = new GoldenBench(bench, HALF);
        for (int from = 0; from < 300; from += 100) {
            audited(bench, golden, from);
        }
        List<RescoredItems.Row> test = rows(bench, GoldenSplit.TEST);
        RescoredAdvisor advisor = advisor(bench);
        advisor.of(P, asked(test));

        RescoredAdvice second =
                advisor.of(P, new RescoredItems(new RescoredVersion("third", "v2"), 0.1, 0.9, 30, test));

        assertThat(second.certificate().trial()).isNotNull();
        assertThat(Objects.requireNonNull(second.certificate().trial()).k()).isEqualTo(2);
        assertThat(second.delta()).isLessThan(0.02);
        assertThat(bench.count("rescored_item")).isEqualTo(2L * test.size());
    }

    @EveryDatabase
    void auditsOfWhichThePolicyKeepsNothingCountAsWrong(Workbench bench) {
        GoldenBench golden = new GoldenBench(
                bench, "{\"approvals\": \"none\", \"splits\": {\"train\": 0.5, \"dev\": 0, \"test\": 0.5}}");
        audited(bench, golden, 0);

        RescoredAdvice advice = advisor(bench).of(P, asked(rows(bench, GoldenSplit.TEST)));

        assertThat(advice.tested().withoutItem()).isBetween(25, 65);
        assertThat(advice.certificate().threshold()).isNull();
        assertThat(advice.assumptions()).anyMatch(line -> line.contains("without an item"));
    }
}
