package dev.touchstone.console.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void theSameTextHasNone() {
        assertThat(Difference.of("a\nb", "a\nb")).isEmpty();
        assertThat(Difference.of("", "")).isEmpty();
    }

    @Test
    void aChangedLineStandsWithTwoAroundIt() {
        assertThat(shown("1\n2\n3\n4\n5\n6\n7\n8", "1\n2\n3\n4\nfive\n6\n7\n8")).isEqualTo("…| 3| 4|-5|+five| 6| 7|…");
    }

    @Test
    void linesThatCameOrWentAreToldAlone() {
        assertThat(shown("a\nb\nc", "a\nc")).isEqualTo(" a|-b| c");
        assertThat(shown("a\nc", "a\nb\nc")).isEqualTo(" a|+b| c");
        assertThat(shown("", "a")).isEqualTo("+a");
    }

    /// Whatever is told, the old text with the changes made is the new one.
    @Test
    void bothTextsCanBeReadFromIt() {
        String before = "x\ny\nz\nx\ny";
        String after = "y\nx\nz\nz\ny\nw";
        var lines = Difference.of(before, after);

        assertThat(lines.stream().filter(line -> line.sign() != '+').map(Difference.Changed::text))
                .containsExactly(before.split("\n"));
        assertThat(lines.stream().filter(line -> line.sign() != '-').map(Difference.Changed::text))
                .containsExactly(after.split("\n"));
    }

    private static String shown(String before, String after) {
        return Difference.of(before, after).stream()
                .map(line -> line.sign() + line.text())
                .collect(Collectors.joining("|"));
    }
}
