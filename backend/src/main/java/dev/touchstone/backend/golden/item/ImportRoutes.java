package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenImportLine;
import dev.touchstone.api.golden.NewGoldenItem;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `POST /v1/golden/items:import`
public final class ImportRoutes {
    private static final String CSV = "text/csv";
    private static final int TOGETHER = 100;
    /// Every answer is kept until the import is read, so there is an end to them.
    private static final int MOST_LINES = 20_000;

    private final ItemImport items;
    private final int maxLineBytes;

    /// @param maxLineBytes how large one line may be
    public ImportRoutes(ItemImport items, int maxLineBytes) {
        this.items = items;
        this.maxLineBytes = maxLineBytes;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/v1/golden/items:import",
                        "importGoldenItems",
                        "Takes items in that were made elsewhere, one per line, with an answer per line; text/csv is taken"
                                + " as well. The same again does no harm.")
                .scope(Scope.EXPORTS_WRITE)
                .query("pipeline", "The pipeline; required unless the key belongs to one.")
                .takes(NewGoldenItem.class, Endpoint.NDJSON)
                .answers(GoldenImportLine.class, Endpoint.NDJSON)
                .by(this::take));
    }

    private @Nullable Object take(Call call) throws IOException {
        PipelineName pipeline = call.pipelineFilter()
                .orElseThrow(() -> Call.badParameter("pipeline", "is required: name the pipeline"));
        String by = call.caller().keyId();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<ImportLines.Line> some = new ArrayList<>();
        int lines = 0;
        ImportLines reader = call.hasMediaType(CSV)
                ? ImportLines.csv(call.bodyStream(CSV), maxLineBytes)
                : ImportLines.jsonl(call.bodyStream(Endpoint.NDJSON), maxLineBytes);
        for (ImportLines.Line line = reader.next(); line != null; line = reader.next()) {
            if (++lines > MOST_LINES) {
                throw ApiProblem.badRequest(
                        "import-too-long",
                        "The import has more than " + MOST_LINES + " lines; send it in parts. What came before is in.");
            }
            some.add(line);
            if (some.size() == TOGETHER) {
                store(pipeline, some, by, out);
            }
        }
        store(pipeline, some, by, out);
        if (lines == 0) {
            throw ApiProblem.badRequest("empty-import", "The import has no items; send one per line.");
        }
        call.bytes(Endpoint.NDJSON, out.toByteArray());
        return null;
    }

    private void store(PipelineName pipeline, List<ImportLines.Line> lines, String by, ByteArrayOutputStream out)
            throws IOException {
        List<NewGoldenItem> good = new ArrayList<>();
        lines.forEach(line -> {
            if (line.item() != null) {
                good.add(line.item());
            }
        });
        List<ItemImport.Taken> taken = good.isEmpty() ? List.of() : items.take(pipeline, good, by);
        int at = 0;
        for (ImportLines.Line line : lines) {
            GoldenImportLine answer = line.item() == null ? refused(line) : taken(line.number(), taken.get(at++));
            out.write(Json.mapper().writeValueAsBytes(answer));
            out.write('\n');
        }
        lines.clear();
    }

    private static GoldenImportLine taken(int number, ItemImport.Taken taken) {
        return new GoldenImportLine(number, taken.added() ? 201 : 200, taken.id(), taken.conflict(), null);
    }

    private static GoldenImportLine refused(ImportLines.Line line) {
        ApiProblem problem = Problems.of(Objects.requireNonNull(line.failure()));
        return new GoldenImportLine(line.number(), problem.problem().status(), null, false, problem.problem());
    }
}
