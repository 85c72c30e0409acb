package dev.touchstone.backend.review.search;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.OutputPage;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.output.OutputFilter;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.view.ReviewViews;
import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.table.RowsForm;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `GET /v1/outputs` · `GET /v1/outputs:export`
public final class OutputSearchRoutes {
    /// No id is larger.
    private static final String END = "g";

    private final OutputSearch search;
    private final ReviewViews views;
    private final Pipelines pipelines;

    public OutputSearchRoutes(OutputSearch search, ReviewViews views, Pipelines pipelines) {
        this.search = search;
        this.views = views;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                conditions(Endpoint.get(
                                "/v1/outputs",
                                "searchOutputs",
                                "Outputs, newest first. A page looks at 20,000 outputs at most and may be empty while"
                                        + " there is more to search."))
                        .scope(Scope.OUTPUTS_READ)
                        .query("total", Boolean.class, "true: how many there are, up to 1,000.")
                        .paged()
                        .answers(OutputPage.class)
                        .heavy()
                        .by(this::page),
                conditions(Endpoint.get(
                                "/v1/outputs:export",
                                "exportOutputs",
                                "The same outputs as JSONL or as a table, newest first."))
                        .scope(Scope.EXPORTS_READ)
                        .query("format", RowsForm.class, RowsForm.ASKED)
                        .answers(String.class, Endpoint.NDJSON)
                        .meaning("The rows; text/csv for a table.")
                        .heavy()
                        .parks()
                        .by(this::export));
    }

    private static Endpoint.Builder conditions(Endpoint.Builder endpoint) {
        return endpoint.query("external_id", "The id that the pipeline gave; no other condition is looked at then.")
                .query("pipeline", "Only of this pipeline.")
                .query("since", Instant.class, "Only received from then on.")
                .query("until", Instant.class, "Only received before.")
                .query("model", "Only of this model.")
                .query("prompt_version", "Only of this prompt version.")
                .query("stratum", "Only of this stratum.")
                .query("reason", RouteReason.class, "Only reviewed for this reason, from the start or later.")
                .query("status", OutputStatus.class, "Only those that are so far.")
                .query("verdict", DecisionAction.class, "Only with this verdict in force.")
                .query("reviewer", "Only with a verdict of this reviewer in force.")
                .query("metadata_key", "Only with this key in their metadata.")
                .query("metadata_value", "And with this value of it.");
    }

    private OutputPage page(Call call) {
        if (call.query("external_id").isPresent()) {
            return new OutputPage(named(call), null, null, null);
        }
        String before = call.query("cursor").map(OutputSearchRoutes::cursor).orElseGet(() -> bound(call));
        return search.page(asked(call), before, call.queryInt("limit", 50, 1, 200), call.queryFlag("total"));
    }

    private List<OutputView> named(Call call) {
        return views.named(
                call.query("external_id").orElseThrow(), call.pipelineFilter().orElse(null));
    }

    private @Nullable Object export(Call call) throws IOException {
        RowsForm form = call.queryEnum("format", RowsForm.class).orElse(RowsForm.JSONL);
        boolean csv = form == RowsForm.CSV;
        OutputRows rows = new OutputRows(csv);
        if (call.query("external_id").isPresent()) {
            List<OutputView> named = Blocking.call(() -> named(call));
            try (OutputStream out = call.stream(form.mediaType())) {
                out.write(rows.of(named));
            }
            return null;
        }
        OutputSearch.Search asked = asked(call);
        String first = bound(call);
        OutputPage begun = Blocking.call(() -> search.page(asked, first, 200, false));
        try (OutputStream out = call.stream(form.mediaType())) {
            OutputPage page = begun;
            out.write(rows.of(page.items()));
            while (page.nextCursor() != null) {
                String before = page.nextCursor();
                page = Blocking.call(() -> search.page(asked, before, 200, false));
                out.write(rows.of(page.items()));
            }
        }
        return null;
    }

    static String bound(Call call) {
        Instant until = call.queryMoment("until").orElse(null);
        return until == null ? END : Ids.lowerBound(until.toEpochMilli());
    }

    private OutputSearch.Search asked(Call call) {
        WantedOutcome outcome = new WantedOutcome(
                call.queryEnum("status", OutputStatus.class).orElse(null),
                call.queryEnum("reason", RouteReason.class).orElse(null),
                call.queryEnum("verdict", DecisionAction.class).orElse(null),
                call.query("reviewer").map(ReviewerId::new).orElse(null));
        Map<OutputFilter.Fact, String> facts = new EnumMap<>(OutputFilter.Fact.class);
        for (OutputFilter.Fact fact : OutputFilter.Fact.values()) {
            call.query(fact.name().toLowerCase(Locale.ROOT)).ifPresent(value -> facts.put(fact, value));
        }
        Instant since = call.queryMoment("since").orElse(null);
        List<PipelineName> names = call.pipelineFilter()
                .map(List::of)
                .orElseGet(() -> pipelines.all().stream().map(Pipeline::name).toList());
        OutputFilter filter = new OutputFilter(
                names,
                since == null ? "" : Ids.lowerBound(since.toEpochMilli()),
                facts,
                outcome.reviewed(),
                metadata(call));
        return new OutputSearch.Search(filter, outcome);
    }

    static OutputFilter.@Nullable Metadata metadata(Call call) {
        String value = call.query("metadata_value").orElse(null);
        String key = call.query("metadata_key").orElse(null);
        if (key == null && value != null) {
            throw Call.badParameter("metadata_value", "needs metadata_key, the key whose value it is");
        }
        return key == null ? null : new OutputFilter.Metadata(key, value);
    }

    static String cursor(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw Call.badParameter("cursor", "must be the next_cursor of an earlier page");
        }
    }
}
