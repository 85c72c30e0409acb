package dev.touchstone.api.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Reads JSONL one line at a time, the same way wherever lines come in: a byte order mark at the beginning, blank
/// lines, CR before LF and a missing end of the last line are no errors, and a line that cannot be read does not
/// end the reading. Not thread-safe.
public final class LineReader implements AutoCloseable {
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int maxBytes;
    /// What was read ahead: a stream answers single bytes slowly.
    private final byte[] ahead = new byte[BUFFER];

    private int from;
    private int to;
    private long number;
    private boolean checked;

    /// @param maxBytes how long a line may be; of a longer one only as much is kept as shows that it is
    public LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /// Opens a file, packed with gzip or not, whatever it is called.
    public static LineReader of(Path file, int maxBytes) throws IOException {
        return new LineReader(unpacked(file), maxBytes);
    }

    /// The bytes of a file, packed with gzip or not.
    public static InputStream unpacked(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.mark(2);
            boolean packed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return packed ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// One line that is not blank.
    ///
    /// @param number where it stands, from 1; blank lines count
    /// @param bytes without its end
    /// @param tooLong whether there is more of it than was kept
    @SuppressWarnings("ArrayRecordComponent") // Read once, by whoever asked for it.
    public record Line(long number, byte[] bytes, boolean tooLong) {
        /// What is wrong with the line as a text, and what to do about it; empty when nothing is.
        public Optional<String> complaint() {
            if (tooLong) {
                return Optional.of("is longer than " + bytes.length + " bytes; shorten it");
            }
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return Optional.empty();
            } catch (CharacterCodingException e) {
                return Optional.of("is not UTF-8, perhaps Latin-1; save the file as UTF-8, for example with"
                        + " 'iconv -f LATIN1 -t UTF-8'");
            }
        }

        /// The text; only when there is no [#complaint].
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// The whole is no text in UTF-8, so that not even its lines can be told apart.
    public static final class NotUtf8 extends IOException {
        NotUtf8() {
            super("is UTF-16; save it as UTF-8, for example with 'iconv -f UTF-16 -t UTF-8'");
        }
    }

    /// The next line that is not blank; null behind the last.
    ///
    /// @throws NotUtf8 at the beginning, when the lines cannot be told apart
    /// @throws IOException when there is more and it cannot be read
    public @Nullable Line next() throws IOException {
        if (!checked) {
            checked = true;
            skipMark();
        }
        Line line = line();
        while (line != null && isBlank(line.bytes())) {
            line = line();
        }
        return line;
    }

    private void skipMark() throws IOException {
        to = in.readNBytes(ahead, 0, BOM.length);
        if (Arrays.equals(ahead, 0, to, BOM, 0, BOM.length)) {
            from = to;
        } else if (to >= 2 && (ahead[0] == 0 || ahead[1] == 0 || ahead[0] == (byte) 0xFF || ahead[0] == (byte) 0xFE)) {
            throw new NotUtf8();
        }
    }

    private @Nullable Line line() throws IOException {
        if (!more()) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        boolean tooLong = false;
        do {
            int end = from;
            while (end < to && ahead[end] != '\n') {
                end++;
            }
            int kept = (int) Math.min(end, (long) from + maxBytes - line.size());
            line.write(ahead, from, kept - from);
            for (int i = kept; i < end; i++) {
                // The CR before an LF does not count.
                tooLong |= ahead[i] != '\r';
            }
            from = end;
        } while (from == to && more());
        // The end of the line, unless the last one has none.
        from = Math.min(from + 1, to);
        return new Line(number, withoutCr(line.toByteArray()), tooLong);
    }

    /// Whether a byte is there; reads ahead when none is.
    private boolean more() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(ahead));
        }
        return from < to;
    }

    private static byte[] withoutCr(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
