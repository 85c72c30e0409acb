package dev.touchstone.backend.golden.export;

import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.ExportReport;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.golden.dataset.DatasetRoutes;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.store.Blocking;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /v1/datasets/{name}/versions/{number}/export` · `GET …/export-part` · `GET …/export-report`
public final class ExportRoutes {
    /// Where the next part begins; absent behind the last.
    public static final String NEXT = "Touchstone-Next-Cursor";
    /// What the format cannot say of this part, as JSON.
    public static final String LEFT_OUT = "Touchstone-Left-Out";
    /// How many items this part is of.
    public static final String ITEMS = "Touchstone-Items";

    private static final String VERSION = "/v1/datasets/{name}/versions/{number}";
    private static final String CSV = "text/csv";

    private final Exports exports;
    private final DatasetRoutes datasets;

    /// @param datasets says who sees which version
    public ExportRoutes(Exports exports, DatasetRoutes datasets) {
        this.exports = exports;
        this.datasets = datasets;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                asking(Endpoint.get(VERSION + "/export", "exportVersion", "One side of a version as a file."))
                        .answers(String.class, Endpoint.NDJSON)
                        .meaning("The rows; text/csv for a table.")
                        .heavy()
                        .parks()
                        .by(this::export),
                asking(Endpoint.get(
                                VERSION + "/export-part",
                                "exportVersionPart",
                                "Some rows of a file, and in the header " + NEXT + " where to go on."))
                        .query("cursor", "Where to go on; absent for the beginning.")
                        .answers(String.class, Endpoint.NDJSON)
                        .meaning("The rows; without " + NEXT + ", nothing is left.")
                        .heavy()
                        .by(this::part),
                asking(Endpoint.get(
                                VERSION + "/export-report",
                                "reportExport",
                                "What a file would hold, and what its format cannot say."))
                        .answers(ExportReport.class)
                        .heavy()
                        .by(call -> exports.report(asked(call))));
    }

    private static Endpoint.Builder asking(Endpoint.Builder endpoint) {
        return endpoint.scope(Scope.EXPORTS_READ)
                .query("format", ExportFormat.class, "The format; required.")
                .query("split", GoldenSplit.class, "The side; `train` when absent.");
    }

    private Exports.Asked asked(Call call) {
        ExportFormat format = call.queryEnum("format", ExportFormat.class)
                .orElseThrow(() -> Call.badParameter("format", "is required, such as openai_sft"));
        GoldenSplit split = call.queryEnum("split", GoldenSplit.class).orElse(GoldenSplit.TRAIN);
        DatasetVersion version = datasets.version(call);
        return new Exports.Asked(version.dataset(), version.number(), format, split);
    }

    /// A part at a time, each written before the next is made, so that memory does not grow with the version.
    private @Nullable Object export(Call call) throws IOException {
        Exports.Asked asked = Blocking.call(() -> asked(call));
        Exports.Part part = Blocking.call(() -> exports.part(asked, -1));
        try (OutputStream out = call.stream(media(asked.format()))) {
            out.write(part.bytes());
            while (part.next() != null) {
                int after = part.next();
                part = Blocking.call(() -> exports.part(asked, after));
                out.write(part.items() == 0 ? new byte[0] : part.bytes());
            }
        }
        return null;
    }

    private @Nullable Object part(Call call) {
        int after = call.queryInt("cursor", -1, 0, Integer.MAX_VALUE);
        Exports.Asked asked = asked(call);
        Exports.Part part = exports.part(asked, after);
        call.responseHeader(ITEMS, String.valueOf(part.items()));
        call.responseHeader(LEFT_OUT, Json.write(part.leftOut()));
        if (part.next() != null) {
            call.responseHeader(NEXT, String.valueOf(part.next()));
        }
        call.bytes(media(asked.format()), part.bytes());
        return null;
    }

    private static String media(ExportFormat format) {
        return format == ExportFormat.CSV ? CSV : Endpoint.NDJSON;
    }
}
