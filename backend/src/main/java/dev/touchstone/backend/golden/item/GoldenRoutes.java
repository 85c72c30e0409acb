package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenExample;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import dev.touchstone.backend.store.Blocking;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /v1/golden` · `GET /v1/golden:export`
public final class GoldenRoutes {
    private static final int EXPORT_PAGE = 500;

    private final Corrections corrections;
    private final Runnable settle;

    /// @param settle waits until what was decided before is among the corrections
    public GoldenRoutes(Corrections corrections, Runnable settle) {
        this.corrections = corrections;
        this.settle = settle;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/golden", "listGolden", "Corrections of a pipeline that are in use, oldest first.")
                        .scope(Scope.EXPORTS_READ)
                        .query("pipeline", "The pipeline; required unless the key belongs to one.")
                        .paged()
                        .answers(Types.page(GoldenExample.class))
                        .heavy()
                        .parks()
                        .by(this::list),
                Endpoint.get(
                                "/v1/golden:export",
                                "exportGolden",
                                "Every correction of a pipeline that is in use, as JSONL.")
                        .scope(Scope.EXPORTS_READ)
                        .query("pipeline", "The pipeline; required unless the key belongs to one.")
                        .answers(GoldenExample.class, Endpoint.NDJSON)
                        .heavy()
                        .parks()
                        .by(this::export));
    }

    private Page<GoldenExample> list(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        PipelineName pipeline = pipeline(call);
        String cursor = call.query("cursor").orElse("");
        settle.run();
        Corrections.Slice slice = Blocking.call(() -> corrections.page(pipeline, cursor, limit));
        return new Page<>(slice.items(), slice.next());
    }

    /// A few at a time, each written before the next is made, so that memory does not grow with the set. What waits for
    /// a slow reader is the request's virtual thread, and no connection to the database.
    private @Nullable Object export(Call call) throws IOException {
        PipelineName pipeline = pipeline(call);
        settle.run();
        Corrections.Slice slice = some(pipeline, "");
        try (OutputStream out = call.stream(Endpoint.NDJSON)) {
            write(slice, out);
            while (slice.next() != null) {
                slice = some(pipeline, String.valueOf(slice.next()));
                write(slice, out);
            }
        }
        return null;
    }

    private Corrections.Slice some(PipelineName pipeline, String after) {
        return Blocking.call(() -> corrections.page(pipeline, after, EXPORT_PAGE));
    }

    private static void write(Corrections.Slice slice, OutputStream out) throws IOException {
        for (GoldenExample example : slice.items()) {
            out.write(Json.mapper().writeValueAsBytes(example));
            out.write('\n');
        }
    }

    private static PipelineName pipeline(Call call) {
        return call.pipelineFilter().orElseThrow(() -> Call.badParameter("pipeline", "is required: name the pipeline"));
    }
}
