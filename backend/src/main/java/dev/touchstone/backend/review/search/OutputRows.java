package dev.touchstone.backend.review.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.table.CsvRows;
import dev.touchstone.backend.table.JsonRows;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Outputs as rows of a file. A table has its header in front of the first rows.
final class OutputRows {
    /// Columns of the table: what the field is called in the JSON, from the outermost.
    private static final List<String> COLUMNS = List.of(
            "id",
            "pipeline",
            "external_id",
            "received_at",
            "status",
            "route",
            "reasons",
            "inclusion_probability",
            "policy_version",
            "stratum",
            "body.model",
            "body.prompt_version",
            "body.confidence",
            "body.query",
            "body.output",
            "body.attributes",
            "body.metadata",
            "review_id",
            "verdict.action",
            "verdict.reason",
            "verdict.reviewer",
            "verdict.decided_at",
            "verdict.corrected_output",
            "verdict.corrected_attributes",
            "verdict.note");

    private final boolean csv;
    private boolean begun;

    OutputRows(boolean csv) {
        this.csv = csv;
    }

    byte[] of(List<OutputView> views) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (csv && !begun) {
            out.writeBytes(CsvRows.lines(List.of(COLUMNS.stream()
                    .map(OutputRows::header)
                    .<@Nullable String>map(name -> name)
                    .toList())));
        }
        begun = true;
        for (OutputView view : views) {
            JsonNode row = Json.mapper().valueToTree(view);
            out.writeBytes(csv ? CsvRows.lines(List.of(cells(row))) : JsonRows.line(row));
        }
        return out.toByteArray();
    }

    private static String header(String column) {
        return column.replace("body.", "").replace("verdict.action", "verdict").replace("verdict.", "");
    }

    private static List<@Nullable String> cells(JsonNode row) {
        List<@Nullable String> cells = new ArrayList<>();
        for (String column : COLUMNS) {
            cells.add(CsvRows.cell(row.at("/" + column.replace('.', '/'))));
        }
        return cells;
    }
}
