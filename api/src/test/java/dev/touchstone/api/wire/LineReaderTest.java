package dev.touchstone.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Lines are the same however the stream hands out its bytes.
class LineReaderTest {
    private static final int MAX = 40;

    /// Hands out what it has in pieces of any size, as sockets do.
    private static InputStream inPieces(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 1 + random.nextInt(7)));
            }
        };
    }

    private static List<String> read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(in, MAX)) {
            for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line.number() + ":" + line.text() + (line.tooLong() ? "…" : ""));
            }
        }
        return lines;
    }

    /// The same by splitting the whole text.
    private static List<String> expected(String text) {
        List<String> lines = new ArrayList<>();
        String[] parts = text.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            String line = parts[i].endsWith("\r") ? parts[i].substring(0, parts[i].length() - 1) : parts[i];
            if (!line.isBlank()) {
                boolean tooLong = line.length() > MAX;
                lines.add((i + 1) + ":" + (tooLong ? line.substring(0, MAX) + "…" : line));
            }
        }
        return lines;
    }

    @Test
    void linesAreTheSameHoweverTheBytesArrive() throws IOException {
        Random random = new Random(11);
        for (int run = 0; run < 2_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int lines = random.nextInt(6); lines >= 0; lines--) {
                text.append("x".repeat(random.nextInt(3) == 0 ? 0 : random.nextInt(MAX + 6)));
                text.append(random.nextBoolean() ? "\r\n" : "\n");
            }
            if (random.nextBoolean()) {
                text.append("the last one has no end");
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);

            assertThat(read(inPieces(bytes, random))).isEqualTo(expected(text.toString()));
            assertThat(read(new ByteArrayInputStream(bytes))).isEqualTo(expected(text.toString()));
        }
    }

    @Test
    void aMarkAtTheBeginningIsNoPartOfTheFirstLine() throws IOException {
        byte[] marked = "\uFEFF{}\n".getBytes(StandardCharsets.UTF_8);

        assertThat(read(inPieces(marked, new Random(1)))).containsExactly("1:{}");
        assertThat(read(new ByteArrayInputStream(new byte[0]))).isEmpty();
        assertThat(read(new ByteArrayInputStream(new byte[] {'a'}))).containsExactly("1:a");
    }

    @Test
    void aLineLongerThanWhatIsReadAheadIsWhole() throws IOException {
        String line = "y".repeat(200_000);

        try (LineReader reader = new LineReader(
                new ByteArrayInputStream((line + "\r\nz").getBytes(StandardCharsets.UTF_8)), 1_000_000)) {
            assertThat(reader.next()).satisfies(first -> {
                assertThat(first.text()).isEqualTo(line);
                assertThat(first.tooLong()).isFalse();
            });
            assertThat(reader.next())
                    .satisfies(second -> assertThat(second.text()).isEqualTo("z"));
            assertThat(reader.next()).isNull();
        }
    }
}
