package dev.touchstone.backend.golden;

import dev.touchstone.api.golden.GoldenExample;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /v1/golden` · `GET /v1/golden:export`
public final class GoldenRoutes {
    private static final int EXPORT_PAGE = 500;

    private final GoldenSet golden;

    public GoldenRoutes(GoldenSet golden) {
        this.golden = golden;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/golden", "listGolden", "Golden examples of a pipeline, oldest first.")
                        .scope(Scope.EXPORTS_READ)
                        .query("pipeline", "The pipeline; required unless the key belongs to one.")
                        .paged()
                        .answers(Types.page(GoldenExample.class))
                        .by(this::list),
                Endpoint.get("/v1/golden:export", "exportGolden", "Every golden example of a pipeline, as JSONL.")
                        .scope(Scope.EXPORTS_READ)
                        .query("pipeline", "The pipeline; required unless the key belongs to one.")
                        .answers(GoldenExample.class, Endpoint.NDJSON)
                        .by(this::export));
    }

    private Page<GoldenExample> list(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        List<GoldenExample> items =
                golden.page(pipeline(call), call.query("cursor").orElse(""), limit);
        return new Page<>(items, items.size() < limit ? null : items.getLast().id());
    }

    /// Page by page, so that memory does not grow with the set.
    private @Nullable Object export(Call call) throws IOException {
        String pipeline = pipeline(call);
        try (OutputStream out = call.stream(Endpoint.NDJSON)) {
            List<GoldenExample> page = golden.page(pipeline, "", EXPORT_PAGE);
            while (!page.isEmpty()) {
                for (GoldenExample example : page) {
                    out.write(Json.write(example).getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                }
                page = golden.page(pipeline, page.getLast().id(), EXPORT_PAGE);
            }
        }
        return null;
    }

    private static String pipeline(Call call) {
        return call.pipelineFilter().orElseThrow(() -> Call.badParameter("pipeline", "is required: name the pipeline"));
    }
}
