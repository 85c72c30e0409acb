package dev.touchstone.backend.table;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CSV (RFC 4180) that a spreadsheet can open: a cell that would be taken for a formula has an apostrophe in front
/// (OWASP,
/// "CSV Injection").
public final class CsvRows {
    private CsvRows() {}

    /// Rows with the ends of their lines, in UTF-8.
    ///
    /// @param rows cells; null for an empty one
    public static byte[] lines(List<List<@Nullable String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            for (List<@Nullable String> row : rows) {
                csv.writeRecord(row.stream().map(CsvRows::safe).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// What a cell says of a value: a text as it is, nothing for null, and anything else as JSON.
    public static @Nullable String cell(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? null
                : value.isTextual() ? value.textValue() : value.toString();
    }

    static String safe(@Nullable String cell) {
        if (cell == null || cell.isEmpty()) {
            return "";
        }
        return switch (cell.charAt(0)) {
            case '=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20' -> "'" + cell;
            default -> cell;
        };
    }
}
