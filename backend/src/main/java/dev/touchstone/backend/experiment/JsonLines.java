package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.wire.LineReader;
import dev.touchstone.backend.http.Problems;
import dev.touchstone.backend.http.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// One JSON document per line. A bad line is that line's matter; blank ones are left out.
final class JsonLines implements ItemLines {
    private final LineReader lines;

    JsonLines(InputStream in, int maxLineBytes) {
        this.lines = new LineReader(in, maxLineBytes);
    }

    @Override
    public @Nullable Line next() throws IOException {
        LineReader.Line line = read();
        if (line == null) {
            return null;
        }
        try {
            if (line.tooLong()) {
                throw Problems.tooLarge();
            }
            return new Line.Read(line.number(), RequestBody.read(line.bytes(), ExperimentItem.class));
        } catch (RuntimeException e) {
            return new Line.Bad(line.number(), Problems.of(e), false);
        }
    }

    private LineReader.@Nullable Line read() throws IOException {
        try {
            return lines.next();
        } catch (LineReader.NotUtf8 e) {
            throw RequestBody.notUtf8();
        }
    }
}
