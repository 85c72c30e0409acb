package dev.touchstone.backend.experiment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Strata;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.output.Draw;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.stats.sampling.SamplingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the start of an experiment writes. Ids ascend in the order of review, so an id tells no more than the place
/// does, which is chance. Outputs know neither model nor version: what nobody has written down, no card can show.
///
/// @param outputs in the order of review
/// @param reviews of them, in the same order
/// @param shownAs the output by the id of the item
record Opening(List<OutputRow> outputs, List<NewReview> reviews, Map<String, OutputId> shownAs) {
    private static final List<RouteReason> REASONS = List.of(RouteReason.EXPERIMENT);

    /// @param host the pipeline, whose name outputs carry: that is where a correction is at home
    /// @param population the policy they are reviewed under
    static Opening of(
            List<ReviewOrder.Unit> order, String host, Pipeline population, Ids ids, SamplingKey key, Instant now) {
        List<OutputRow> outputs = new ArrayList<>();
        Map<String, OutputId> shownAs = new HashMap<>();
        for (ReviewOrder.Unit unit : order) {
            OutputRow output = output(unit, host, population, ids, key, now);
            outputs.add(output);
            unit.items().forEach(item -> shownAs.put(item.id(), output.id()));
        }
        long due = NewReview.dueAtMs(now, population.policy().reviewSla());
        List<NewReview> reviews = outputs.stream()
                .map(output -> new NewReview(
                        Objects.requireNonNull(output.routed().reviewId()),
                        output,
                        REASONS,
                        true,
                        0,
                        now.toEpochMilli(),
                        due))
                .toList();
        return new Opening(outputs, reviews, shownAs);
    }

    private static OutputRow output(
            ReviewOrder.Unit unit, String host, Pipeline population, Ids ids, SamplingKey key, Instant now) {
        String id = ids.next();
        return new OutputRow(
                new OutputId(id),
                population.name(),
                id,
                id,
                now.toEpochMilli(),
                new OutputFacts(
                        now.toEpochMilli() / Duration.ofHours(1).toMillis(),
                        population.policyVersion(),
                        Strata.ALL,
                        OutputFacts.UNSPECIFIED,
                        OutputFacts.UNSPECIFIED,
                        null,
                        null,
                        false),
                new Draw(key.of(id), 0, 0),
                RouteTaken.of(RouteName.TO_REVIEW, REASONS, new ReviewId(ids.next())),
                Json.write(body(Json.read(unit.body(), ItemRow.Shown.class), host, id)));
    }

    private static NewOutput body(ItemRow.Shown shown, String host, String id) {
        NewOutput.Builder body = NewOutput.json(host, id, Objects.requireNonNull(shown.output(), "not written yet"));
        if (shown.query() != null) {
            body.query(shown.query());
        }
        Context context = withExpected(shown.context(), shown.expected());
        if (context != null) {
            body.context(context);
        }
        shown.attributes().forEach((name, attribute) -> body.attribute(name, attribute.value(), null));
        return body.build();
    }

    /// The right answer stands among the sources, where reviewers and the judge look things up.
    private static @Nullable Context withExpected(@Nullable Context context, @Nullable String expected) {
        if (expected == null) {
            return context;
        }
        List<Context.Source> sources = new ArrayList<>();
        sources.add(new Context.Source("Expected answer", null, expected, null));
        if (context != null) {
            sources.addAll(
                    context.text() == null
                            ? context.sources()
                            : List.of(new Context.Source("Context", null, context.text(), null)));
        }
        return Context.ofSources(sources);
    }
}
