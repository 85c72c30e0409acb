package dev.touchstone.backend.golden.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.touchstone.api.chat.ChatForm;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.golden.NewGoldenItem;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.wire.LineReader;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Problems;
import dev.touchstone.backend.http.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The lines of an import. A line that cannot be read does not end the reading; a broken quote in CSV does, because
/// where
/// the next record begins is not known then.
interface ImportLines {
    /// One line: an item, or why it is none.
    record Line(
            int number,
            @Nullable NewGoldenItem item,
            @Nullable RuntimeException failure) {}

    /// The next; null behind the last.
    @Nullable
    Line next() throws IOException;

    static ImportLines jsonl(InputStream in, int maxBytes) {
        LineReader lines = new LineReader(in, maxBytes);
        return () -> {
            LineReader.Line line;
            try {
                line = lines.next();
            } catch (LineReader.NotUtf8 e) {
                throw RequestBody.notUtf8();
            }
            if (line == null) {
                return null;
            }
            int number = (int) line.number();
            try {
                if (line.tooLong()) {
                    throw Problems.tooLarge();
                }
                return new Line(number, RequestBody.read(line.bytes(), NewGoldenItem.class), null);
            } catch (RuntimeException e) {
                return new Line(number, null, e);
            }
        };
    }

    static ImportLines csv(InputStream in, int maxChars) throws IOException {
        return new Csv(in, maxChars);
    }

    /// With a header row: `query`, `system_prompt`, `context`, `output`, `target`, `note`, and `metadata.NAME`.
    final class Csv implements ImportLines {
        private static final String METADATA = "metadata.";
        private static final Set<String> COLUMNS =
                Set.of("query", "system_prompt", "context", "output", "target", "note");
        private static final char BOM = '\uFEFF';

        private final CloseableIterator<NamedCsvRecord> records;
        private boolean broken;

        Csv(InputStream in, int maxChars) throws IOException {
            records = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .maxBufferSize(maxChars)
                    .ofNamedCsvRecord(withoutMark(in))
                    .iterator();
        }

        private static Reader withoutMark(InputStream in) throws IOException {
            PushbackReader reader = new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
            try {
                int first = reader.read();
                if (first >= 0 && first != BOM) {
                    reader.unread(first);
                }
            } catch (CharacterCodingException e) {
                throw RequestBody.notUtf8();
            }
            return reader;
        }

        @Override
        public @Nullable Line next() throws IOException {
            if (broken) {
                return null;
            }
            try {
                return records.hasNext() ? line(records.next()) : null;
            } catch (CsvParseException e) {
                broken = true;
                return new Line(
                        0,
                        null,
                        ApiProblem.badRequest(
                                "malformed-csv",
                                "A record cannot be read: " + e.getMessage()
                                        + ". Nothing from here on was read; what came before was."));
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof CharacterCodingException) {
                    throw RequestBody.notUtf8();
                }
                throw e.getCause();
            }
        }

        private static Line line(NamedCsvRecord row) {
            int number = (int) row.getStartingLineNumber();
            try {
                return new Line(number, item(row), null);
            } catch (RuntimeException e) {
                return new Line(number, null, e);
            }
        }

        private static NewGoldenItem item(NamedCsvRecord row) {
            Map<String, String> fields = new HashMap<>();
            Map<String, JsonNode> metadata = new TreeMap<>();
            if (row.getFieldCount() != row.getHeader().size()) {
                throw ApiProblem.unprocessable(
                        "wrong-number-of-fields",
                        "The record has " + row.getFieldCount() + " fields and the header "
                                + row.getHeader().size() + "; a comma within a field needs quotes around the field.");
            }
            for (String name : row.getHeader()) {
                String value = row.getField(name);
                if (name.startsWith(METADATA)) {
                    metadata.put(name.substring(METADATA.length()), TextNode.valueOf(value));
                } else if (!COLUMNS.contains(name)) {
                    throw ApiProblem.unprocessable(
                            "unknown-column",
                            "The column '" + name + "' is unknown; columns are query, system_prompt, context, output,"
                                    + " target, note and metadata.NAME.");
                } else if (!value.isEmpty()) {
                    fields.put(name, value);
                }
            }
            return item(fields, metadata);
        }

        private static NewGoldenItem item(Map<String, String> fields, Map<String, JsonNode> metadata) {
            String context = fields.get("context");
            Query query = Query.ofCell(fields.get("query"));
            return new NewGoldenItem(
                    query == null ? null : query.value(),
                    fields.get("system_prompt"),
                    context == null ? null : Context.ofText(context),
                    cell(fields.get("output")),
                    cell(fields.get("target")),
                    fields.get("note"),
                    Map.of(),
                    metadata);
        }

        private static @Nullable JsonNode cell(@Nullable String value) {
            return value == null ? null : ChatForm.cell(value);
        }
    }
}
