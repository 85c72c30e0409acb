package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.backend.http.Problems;
import dev.touchstone.backend.http.RequestBody;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One JSON document per line. A bad line is that line's matter; blank ones are left out.
final class JsonLines implements ItemLines {
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int maxLineBytes;
    private long number;

    JsonLines(InputStream in, int maxLineBytes) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.maxLineBytes = maxLineBytes;
    }

    @Override
    public @Nullable Line next() throws IOException {
        byte[] line = line();
        while (line != null && new String(line, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
            line = line();
        }
        if (line == null) {
            return null;
        }
        try {
            if (line.length > maxLineBytes) {
                throw Problems.tooLarge();
            }
            return new Line.Read(number, RequestBody.read(line, ExperimentItem.class));
        } catch (RuntimeException e) {
            return new Line.Bad(number, Problems.of(e), false);
        }
    }

    /// Without its end; null behind the last. Of a line that is too long only as much is kept as shows that it is.
    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() <= maxLineBytes) {
                line.write(next);
            }
        }
        number++;
        byte[] bytes = line.toByteArray();
        boolean marked =
                number == 1 && bytes.length >= BOM.length && Arrays.equals(BOM, Arrays.copyOf(bytes, BOM.length));
        return marked ? Arrays.copyOfRange(bytes, BOM.length, bytes.length) : bytes;
    }
}
