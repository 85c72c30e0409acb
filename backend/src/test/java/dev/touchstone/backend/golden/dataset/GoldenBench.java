package dev.touchstone.backend.golden.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.golden.group.Grouping;
import dev.touchstone.backend.golden.group.SplitKey;
import dev.touchstone.backend.golden.item.ItemActs;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Datasets on a workbench, with the pipeline `p`.
public final class GoldenBench {
    public static final Reviewer ANN = new Reviewer(new ReviewerId("ann"), "Ann");

    public final Workbench bench;
    public final Grouping grouping;
    public final Datasets datasets;
    public final Freezing freezing;
    public final Versions versions;
    public final Leaks leaks;
    public final ItemActs acts;
    private int asked;

    public GoldenBench(Workbench bench, String goldenRules) {
        this.bench = bench;
        bench.pipeline("p", "{\"audit_rate\": 1, \"golden\": " + goldenRules + "}");
        grouping = grouping(bench);
        datasets = new Datasets(bench.database, bench.ledger, bench.clock);
        freezing =
                new Freezing(bench.database, bench.ids, bench.clock, bench.ledger, bench.admission, grouping, () -> {});
        versions = new Versions(bench.database);
        leaks = new Leaks(bench.database, versions, bench.pipelines);
        acts = new ItemActs(bench.database, bench.ledger, bench.pipelines, bench.clock);
    }

    /// As another node has it.
    public static Grouping grouping(Workbench bench) {
        byte[] secret = "splits of tests".getBytes(StandardCharsets.UTF_8);
        return new Grouping(bench.database, bench.pipelines, new SplitKey(new SamplingKey(secret)));
    }

    /// Posts an output and corrects it.
    public void correct(String query, String target) {
        correct(query, target, Map.of());
    }

    public void correct(String query, String target, Map<String, JsonNode> metadata) {
        NewOutput.Builder output =
                NewOutput.text("p", "o" + asked++, "an answer").query(query);
        metadata.forEach(output::metadata);
        ReviewId review = Objects.requireNonNull(bench.post(output.build()).reviewId());
        bench.decisions.decide(review, NewDecision.edit(ANN, 0, TextNode.valueOf(target), null, null), null);
        bench.admission.catchUp();
    }

    /// Posts an output with sources and decides it.
    ///
    /// @param decision as it is posted
    public void judge(String query, List<Context.Source> sources, String decision) {
        ReviewId review = Objects.requireNonNull(bench.post(NewOutput.text("p", "o" + asked++, "an answer")
                        .query(query)
                        .context(Context.ofSources(sources))
                        .build())
                .reviewId());
        bench.decisions.decide(review, Json.read(decision, NewDecision.class), null);
        bench.admission.catchUp();
    }

    /// Posts an output and rejects it.
    public void reject(String query) {
        ReviewId review = Objects.requireNonNull(bench.post(NewOutput.text("p", "o" + asked++, "an answer")
                        .query(query)
                        .build())
                .reviewId());
        bench.decisions.decide(review, NewDecision.reject(ANN, 0, "wrong", null, null), null);
        bench.admission.catchUp();
    }

    public void approve(String query) {
        ReviewId review = Objects.requireNonNull(bench.post(NewOutput.text("p", "o" + asked++, "an answer")
                        .query(query)
                        .build())
                .reviewId());
        bench.decisions.decide(review, NewDecision.approve(ANN, 0, null), null);
        bench.admission.catchUp();
    }

    /// Freezes all that is golden.
    public DatasetVersion freeze() {
        datasets.put("d", DatasetRule.of("p"), "test");
        return freezing.freeze("d", NewVersion.PLAIN, "test");
    }

    public GoldenItem item(String id) {
        return bench.items.find(id).orElseThrow();
    }
}
