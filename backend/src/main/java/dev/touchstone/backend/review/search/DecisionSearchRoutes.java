package dev.touchstone.backend.review.search;

import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionPage;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.store.Ids;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `GET /v1/decisions`
public final class DecisionSearchRoutes {
    private final DecisionSearch search;

    public DecisionSearchRoutes(DecisionSearch search) {
        this.search = search;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/v1/decisions",
                        "searchDecisions",
                        "Decisions, newest first, undos too. A page looks at 20,000 decisions at most and may be empty"
                                + " while there is more to search.")
                .scope(Scope.REVIEWS_READ)
                .query("external_id", "Only about outputs that a pipeline gave this id.")
                .query("pipeline", "Only of this pipeline and its experiments.")
                .query("since", Instant.class, "Only decided from then on.")
                .query("until", Instant.class, "Only decided before.")
                .query("model", "Only about outputs of this model.")
                .query("prompt_version", "Only about outputs of this prompt version.")
                .query("stratum", "Only about outputs of this stratum.")
                .query("reason", RouteReason.class, "Only about outputs that were reviewed for this reason.")
                .query("action", DecisionAction.class, "Only such decisions.")
                .query("reject_reason", "Only rejections with this reason of the rubric, by its id.")
                .query("reviewer", "Only by this reviewer.")
                .query(
                        "seen_by",
                        "Who looks. Anybody else than `reviewer` is not told what they said of an output while others are"
                                + " still to say theirs.")
                .query("in_force", Boolean.class, "true: only verdicts that stand, without what was undone.")
                .query("metadata_key", "Only about outputs with this key in their metadata.")
                .query("metadata_value", "And with this value of it.")
                .query("total", Boolean.class, "true: how many there are, up to 1,000.")
                .paged()
                .answers(DecisionPage.class)
                .heavy()
                .by(this::page));
    }

    private DecisionPage page(Call call) {
        String before =
                call.query("cursor").map(OutputSearchRoutes::cursor).orElseGet(() -> OutputSearchRoutes.bound(call));
        return search.page(wanted(call), before, call.queryInt("limit", 50, 1, 200), call.queryFlag("total"));
    }

    private static WantedDecisions wanted(Call call) {
        Map<WantedDecisions.Column, String> equal = new EnumMap<>(WantedDecisions.Column.class);
        for (WantedDecisions.Column column : WantedDecisions.Column.values()) {
            if (column != WantedDecisions.Column.ACTION) {
                call.query(column.name().toLowerCase(Locale.ROOT)).ifPresent(value -> equal.put(column, value));
            }
        }
        call.queryEnum("action", DecisionAction.class)
                .ifPresent(action -> equal.put(WantedDecisions.Column.ACTION, action.wire()));
        Instant since = call.queryMoment("since").orElse(null);
        String reviewer = call.query("reviewer").orElse(null);
        return new WantedDecisions(
                call.pipelineFilter().orElse(null),
                since == null ? "" : Ids.lowerBound(since.toEpochMilli()),
                reviewer,
                reviewer != null && call.query("seen_by").map(reviewer::equals).orElse(true),
                equal,
                call.queryEnum("reason", RouteReason.class).orElse(null),
                call.queryFlag("in_force"),
                OutputSearchRoutes.metadata(call));
    }
}
