package dev.touchstone.backend.review.export;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.table.RowsForm;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /v1/decisions:export`
public final class DecisionExportRoutes {
    /// Query parameter → column.
    private static final Map<String, String> EQUAL = Map.of(
            "model", "review.model",
            "prompt_version", "review.prompt_version",
            "stratum", "review.stratum",
            "reason", "decision.reason",
            "reviewer", "decision.reviewer");

    private final DecisionExport export;

    public DecisionExportRoutes(DecisionExport export) {
        this.export = export;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/v1/decisions:export",
                        "exportDecisions",
                        "Every decision of a pipeline with all it was about, oldest first; approvals and undos too.")
                .scope(Scope.EXPORTS_READ)
                .query("pipeline", "The pipeline; required unless the key belongs to one.")
                .query("format", RowsForm.class, RowsForm.ASKED)
                .query("since", Instant.class, "Only decisions from then on.")
                .query("until", Instant.class, "Only decisions before.")
                .query("action", DecisionAction.class, "Only such decisions.")
                .query("model", "Only of outputs of this model.")
                .query("prompt_version", "Only of outputs of this prompt version.")
                .query("stratum", "Only of outputs of this stratum.")
                .query("reason", "Only with this reject reason.")
                .query("reviewer", "Only by this reviewer.")
                .query("after", "The `decision_id` behind which to go on.")
                .answers(String.class, Endpoint.NDJSON)
                .meaning("The rows; text/csv for a table.")
                .heavy()
                .parks()
                .by(this::export));
    }

    private @Nullable Object export(Call call) throws IOException {
        RowsForm form = call.queryEnum("format", RowsForm.class).orElse(RowsForm.JSONL);
        boolean csv = form == RowsForm.CSV;
        DecisionFilter filter = filter(call);
        String first = call.query("after").orElse("");
        DecisionExport.Part begun = Blocking.call(() -> export.part(filter, csv, first));
        try (OutputStream out = call.stream(form.mediaType())) {
            DecisionExport.Part part = begun;
            out.write(part.bytes());
            while (part.next() != null) {
                String after = part.next();
                part = Blocking.call(() -> export.part(filter, csv, after));
                out.write(part.bytes());
            }
        }
        return null;
    }

    private static DecisionFilter filter(Call call) {
        Instant since = call.queryMoment("since").orElse(null);
        Instant until = call.queryMoment("until").orElse(null);
        Map<String, String> equal = new LinkedHashMap<>();
        EQUAL.forEach((name, column) -> call.query(name).ifPresent(value -> equal.put(column, value)));
        call.queryEnum("action", DecisionAction.class).ifPresent(action -> equal.put("decision.action", action.wire()));
        PipelineName pipeline = call.pipelineFilter()
                .orElseThrow(() -> Call.badParameter("pipeline", "is required: name the pipeline"));
        return new DecisionFilter(pipeline, since, until, equal);
    }
}
