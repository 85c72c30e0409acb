package dev.touchstone.app.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.JsonReason;
import dev.touchstone.api.wire.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The outputs of a recorded file, as forgiving as the server that takes them: a line that cannot be read is told
/// and left out, and the others go on.
final class ReplayLines implements AutoCloseable {
    private static final int MOST_LINE_BYTES = 32 * 1024 * 1024;

    private final Path file;
    private final @Nullable PipelineName pipeline;
    private final ReplaySummary summary;
    private final LineReader lines;
    private final long skip;
    private long read;

    /// @param pipeline post every line under it; null to leave them as they are
    /// @param skip lines that an earlier run posted
    /// @param summary hears of lines that cannot be read
    ReplayLines(Path file, @Nullable PipelineName pipeline, long skip, ReplaySummary summary) throws IOException {
        this.file = file;
        this.pipeline = pipeline;
        this.skip = skip;
        this.summary = summary;
        this.read = skip;
        this.lines = LineReader.of(file, MOST_LINE_BYTES);
    }

    /// How many lines a file has.
    static long count(Path file) throws IOException {
        try (InputStream in = LineReader.unpacked(file)) {
            long lines = 0;
            int before = '\n';
            for (int c = in.read(); c >= 0; c = in.read()) {
                lines += before == '\n' ? 1 : 0;
                before = c;
            }
            return lines;
        }
    }

    /// The number of the last line that was read.
    long read() {
        return read;
    }

    /// The next outputs; empty at the end.
    List<NewOutput> next(int count) throws IOException {
        List<NewOutput> some = new ArrayList<>(count);
        while (some.size() < count) {
            LineReader.Line line = lines.next();
            if (line == null) {
                break;
            }
            read = line.number();
            if (line.number() > skip) {
                add(line, some);
            }
        }
        return some;
    }

    private void add(LineReader.Line line, List<NewOutput> some) {
        if (line.complaint().isPresent()) {
            summary.unreadable(line.number(), line.complaint().get());
            return;
        }
        try {
            some.add(parse(line));
        } catch (NoObject e) {
            summary.unreadable(line.number(), e.getOriginalMessage());
        } catch (JsonMappingException e) {
            summary.unreadable(line.number(), reason(e));
        } catch (JsonProcessingException e) {
            summary.unreadable(
                    line.number(),
                    "is not well-formed JSON"
                            + (e.getLocation() == null
                                    ? ""
                                    : " from column " + e.getLocation().getColumnNr()));
        }
    }

    private NewOutput parse(LineReader.Line line) throws JsonProcessingException {
        JsonNode node = Json.mapper().readTree(line.text());
        if (!(node instanceof ObjectNode output)) {
            throw new NoObject();
        }
        if (pipeline != null) {
            output.put("pipeline", pipeline.value());
        }
        if (!output.has("external_id")) {
            output.put("external_id", file.getFileName() + ":" + line.number());
        }
        return Json.mapper().treeToValue(output, NewOutput.class);
    }

    private static String reason(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() != null ? step.getFieldName() : String.valueOf(step.getIndex()))
                .collect(Collectors.joining("/"));
        InvalidField invalid = JsonReason.invalidField(e);
        String field = invalid == null ? path : (path.isEmpty() ? "" : path + "/") + invalid.field();
        return "has a bad field " + (field.isEmpty() ? "" : field + ": it ") + JsonReason.of(e);
    }

    /// A line of JSON that is no output.
    private static final class NoObject extends JsonProcessingException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        NoObject() {
            super("is not a JSON object");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
