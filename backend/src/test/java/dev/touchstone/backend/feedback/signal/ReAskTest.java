package dev.touchstone.backend.feedback.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReAskTest {
    private static final String QUESTION = "How do I reset my password?";

    private record Pair(boolean again, String first, String next) {}

    /// Eighty-two pairs that people would agree on.
    private static List<Pair> pairs() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReAskTest.class.getResourceAsStream("re-asks.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .map(cells -> new Pair(cells[0].equals("again"), cells[1], cells[2]))
                    .toList();
        }
    }

    @Test
    void ofALabelledListItFindsMostAndTakesHardlyAnyOtherForOne() throws IOException {
        List<String> wrong = new ArrayList<>();
        int found = 0;
        int taken = 0;
        int again = 0;
        for (Pair pair : pairs()) {
            boolean said = ReAsk.sameQuestion(pair.first(), pair.next());
            again += pair.again() ? 1 : 0;
            taken += said ? 1 : 0;
            found += said && pair.again() ? 1 : 0;
            if (said != pair.again()) {
                wrong.add("%s %.2f %s | %s"
                        .formatted(pair.again(), Similarity.of(pair.first(), pair.next()), pair.first(), pair.next()));
            }
        }
        System.out.println("re-asks found=" + found + " of=" + again + " taken=" + taken);
        wrong.forEach(System.out::println);

        assertThat(pairs().size()).isGreaterThan(80);
        assertThat(found / (double) again).as("share found %s", wrong).isGreaterThanOrEqualTo(0.8);
        assertThat(found / (double) taken).as("share right %s", wrong).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void afterFiveMinutesItIsAnotherMatter() {
        long answered = 1_000_000_000;
        long inTime = answered + Duration.ofMinutes(5).toMillis();

        assertThat(ReAsk.is(QUESTION, answered, QUESTION, inTime)).isTrue();
        assertThat(ReAsk.is(QUESTION, answered, QUESTION, inTime + 1)).isFalse();
    }

    @Test
    void likenessIsSymmetricAndWithinItsRange() throws IOException {
        for (Pair pair : pairs()) {
            double one = Similarity.of(pair.first(), pair.next());
            assertThat(one).isBetween(0.0, 1.0);
            assertThat(Similarity.of(pair.next(), pair.first())).isCloseTo(one, within(1e-9));
        }
        assertThat(Similarity.of("", QUESTION)).isZero();
        assertThat(Similarity.of("?!", "…")).isZero();
        assertThat(Similarity.of(QUESTION, QUESTION)).isCloseTo(1, within(1e-9));
    }
}
