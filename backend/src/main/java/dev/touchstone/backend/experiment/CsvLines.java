package dev.touchstone.backend.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.touchstone.api.chat.ChatForm;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.Context;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// CSV (RFC 4180) with a header row: `case`, `version`, `query`, `context`, `expected`, `output`, and a column
/// `attribute.NAME` for every attribute. An empty field says that there is none. A broken quote ends the reading:
/// where the next record begins is not known then.
final class CsvLines implements ItemLines {
    private static final String ATTRIBUTE = "attribute.";
    private static final Set<String> COLUMNS = Set.of("case", "version", "query", "context", "expected", "output");
    private static final char BOM = '\uFEFF';

    private final CloseableIterator<CsvRecord> records;
    private @Nullable List<String> header;
    private boolean broken;

    CsvLines(InputStream in, int maxFieldChars) throws IOException {
        records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(maxFieldChars)
                .ofCsvRecord(withoutBom(in))
                .iterator();
    }

    private static Reader withoutBom(InputStream in) throws IOException {
        // A decoder made by hand refuses what is not UTF-8; the usual ones put something else in its place.
        PushbackReader reader = new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        try {
            int first = reader.read();
            if (first >= 0 && first != BOM) {
                reader.unread(first);
            }
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
        return reader;
    }

    @Override
    public @Nullable Line next() throws IOException {
        if (broken) {
            return null;
        }
        try {
            if (header == null) {
                header = header();
            }
            CsvRecord row = records.hasNext() ? records.next() : null;
            return row == null ? null : line(header, row);
        } catch (CsvParseException e) {
            broken = true;
            return new Line.Bad(lineOf(e), malformed(e), true);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notUtf8();
            }
            throw e.getCause();
        }
    }

    private List<String> header() {
        if (!records.hasNext()) {
            throw badHeader("is missing; the file is empty");
        }
        List<String> names =
                records.next().getFields().stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw badHeader("names the column '" + name + "' twice");
            }
            if (!COLUMNS.contains(name) && !(name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length())) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw badHeader("has unknown columns: " + String.join(", ", unknown));
        }
        for (String needed : List.of("case", "version")) {
            if (!seen.contains(needed)) {
                throw badHeader("lacks the column '" + needed + "'");
            }
        }
        return names;
    }

    private static Line line(List<String> header, CsvRecord row) {
        long number = row.getStartingLineNumber();
        try {
            if (row.getFieldCount() != header.size()) {
                throw ApiProblem.unprocessable(
                        "wrong-number-of-fields",
                        "The record has " + row.getFieldCount() + " fields and the header " + header.size()
                                + "; a comma within a field needs quotes around the field.");
            }
            return new Line.Read(number, item(header, row));
        } catch (RuntimeException e) {
            return new Line.Bad(number, Problems.of(e), false);
        }
    }

    private static ExperimentItem item(List<String> header, CsvRecord row) {
        Map<String, String> fields = new HashMap<>();
        Map<String, Attribute> attributes = new TreeMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            String value = row.getField(i);
            if (value.indexOf('\0') >= 0) {
                throw ApiProblem.unprocessable(
                        "invalid-value", "The field '" + name + "' contains a NUL character; remove it.");
            }
            if (name.startsWith(ATTRIBUTE)) {
                attributes.put(
                        name.substring(ATTRIBUTE.length()),
                        Attribute.of(value.isEmpty() ? JsonNodeFactory.instance.nullNode() : TextNode.valueOf(value)));
            } else if (!value.isEmpty()) {
                fields.put(name, value);
            }
        }
        String context = fields.get("context");
        String output = fields.get("output");
        return new ExperimentItem(
                fields.getOrDefault("case", ""),
                fields.getOrDefault("version", ""),
                Query.ofCell(fields.get("query")),
                context == null ? null : Context.ofText(context),
                fields.get("expected"),
                output == null ? null : ChatForm.cell(output),
                attributes);
    }

    /// The reader says it in its message only.
    private static long lineOf(CsvParseException e) {
        String digits = String.valueOf(e.getMessage()).replaceAll("(?s).*line (\\d+)\\)?.*|.*", "$1");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static ApiProblem malformed(CsvParseException e) {
        return ApiProblem.badRequest(
                "malformed-csv",
                "The record cannot be read: " + e.getMessage()
                        + ". Nothing from here on was read; what came before was.");
    }

    private static ApiProblem notUtf8() {
        return ApiProblem.badRequest("not-utf-8", "The file is not valid UTF-8; save it as UTF-8.");
    }

    private static ApiProblem badHeader(String what) {
        return ApiProblem.badRequest(
                "bad-header",
                "The header row " + what
                        + "; it names case, version, query, context, expected, output, and attribute.NAME for each attribute.");
    }
}
