package dev.touchstone.lab.recorded;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.backend.routing.Route;
import dev.touchstone.backend.routing.Router;
import dev.touchstone.backend.routing.Stratum;
import dev.touchstone.stats.estimate.ExtractionOutcome;
import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Recorded outputs routed under one sampling secret: who would have been reviewed, with the recorded verdict.
public record Sampled(List<ReviewFact> reviews, List<PopulationCount> population) {

    /// The key of one repetition; another seed draws another sample.
    public static SamplingKey key(int seed) {
        return new SamplingKey(
                ("touchstone evidence, sampling secret number " + seed).getBytes(StandardCharsets.UTF_8));
    }

    public static Sampled of(List<Recorded> rows, Policy policy, String stratumKey, SamplingKey key) {
        List<ReviewFact> reviews = new ArrayList<>();
        Map<PopulationCount, Long> counts = new HashMap<>();
        for (Recorded row : rows) {
            Map<String, String> keys = stratumKey.isEmpty()
                    ? Map.of()
                    : Map.of(stratumKey, row.pipeline().value());
            double u = key.of(row.id());
            Route route = Router.route(policy, new Router.Facts(row.confidence(), attributes(row), keys), u);
            String stratum = Stratum.of(policy.strata(), keys);
            counts.merge(
                    new PopulationCount(stratum, 1, row.model(), row.promptVersion(), route.inclusionProbability(), 1),
                    1L,
                    Long::sum);
            if (route instanceof Route.ToReview) {
                reviews.add(new ReviewFact(
                        new OutputId(row.id()),
                        new ReviewFact.Origin(1, stratum, row.model(), row.promptVersion(), null),
                        row.confidence(),
                        u,
                        route.inclusionProbability(),
                        route.inclusionProbability(),
                        route.auditRate(),
                        row.approved() ? Answer.APPROVED : Answer.REJECTED,
                        row.attributes()));
            }
        }
        List<PopulationCount> population = counts.entrySet().stream()
                .map(entry -> new PopulationCount(
                        entry.getKey().stratum(),
                        1,
                        entry.getKey().model(),
                        entry.getKey().promptVersion(),
                        entry.getKey().inclusion(),
                        entry.getValue()))
                .toList();
        return new Sampled(reviews, population);
    }

    /// What the router may look at: whether there is a value, not whether it is right.
    private static Map<String, Attribute> attributes(Recorded row) {
        Map<String, Attribute> attributes = new HashMap<>();
        row.attributes().forEach((name, finding) -> {
            boolean absent = finding.outcome() == ExtractionOutcome.RIGHTLY_ABSENT
                    || finding.outcome() == ExtractionOutcome.MISSED;
            attributes.put(name, Attribute.of(absent ? NullNode.getInstance() : TextNode.valueOf("given")));
        });
        return attributes;
    }

    /// The same draw after reviewers answered otherwise, or not at all.
    public Sampled answered(UnaryOperator<ReviewFact> answer) {
        return new Sampled(reviews.stream().map(answer).toList(), population);
    }

    public Observed observed() {
        return new Observed(reviews, population);
    }
}
