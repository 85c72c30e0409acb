package dev.touchstone.bot.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.touchstone.bot.card.diff.WordDiff;
import dev.touchstone.bot.card.diff.WordDiff.Kind;
import dev.touchstone.bot.card.diff.WordDiff.Piece;
import dev.touchstone.bot.card.text.SlackText;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CardDiffTest {
    @Test
    void wordsAreStruckAndAdded() {
        assertThat(marked("It costs 12 euros.", "It costs 15 euros.")).isEqualTo("It costs -12-+15+ euros.");
        assertThat(marked("a b c", "a c")).isEqualTo("a -b -c");
        assertThat(marked("", "new")).isEqualTo("+new+");
        assertThat(marked("same", "same")).isEqualTo("same");
        assertThat(marked("1,299.00 EUR", "1,399.00 EUR")).isEqualTo("-1,299.00-+1,399.00+ EUR");
    }

    @Test
    void aRewrittenPhraseIsOneChange() {
        assertThat(marked("you have old red shoes today", "you have new blue boots today"))
                .isEqualTo("you have -old red shoes-+new blue boots+ today");
    }

    @Test
    void bothTextsCanBeReadFromTheDiff() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            String before = SlackText.clean(Hostile.random(random, 30));
            String after = SlackText.clean(Hostile.random(random, 30));

            List<Piece> pieces = WordDiff.of(before, after);

            assertThat(text(pieces, Kind.ADDED)).isEqualTo(before);
            assertThat(text(pieces, Kind.REMOVED)).isEqualTo(after);
        }
    }

    @Test
    void longTextsCostLittle() {
        Random random = new Random(5);
        String before = words(random, 20_000, " ");
        String after = words(random, 20_000, " ");
        String beforeLines = words(random, 20_000, "\n");
        String afterLines = words(random, 20_000, "\n");
        String edited = before.substring(0, 50_000) + "edited " + before.substring(50_000);

        assertTimeout(Duration.ofSeconds(10), () -> {
            WordDiff.of(before, after);
            WordDiff.of(beforeLines, afterLines);
            assertThat(marked(before, edited)).contains("edited");
        });
        assertThatCode(() -> WordDiff.of("x".repeat(100_000), "y".repeat(100_000)))
                .doesNotThrowAnyException();
    }

    private static String words(Random random, int count, String separator) {
        return random.ints(count, 0, 500).mapToObj(n -> "w" + n).collect(Collectors.joining(separator));
    }

    private static String marked(String before, String after) {
        StringBuilder marked = new StringBuilder();
        for (Piece piece : WordDiff.of(before, after)) {
            switch (piece.kind()) {
                case SAME -> marked.append(piece.text());
                case REMOVED -> marked.append('-').append(piece.text()).append('-');
                case ADDED -> marked.append('+').append(piece.text()).append('+');
            }
        }
        return marked.toString();
    }

    private static String text(List<Piece> pieces, Kind without) {
        return pieces.stream()
                .filter(piece -> piece.kind() != without)
                .map(Piece::text)
                .collect(Collectors.joining());
    }
}
