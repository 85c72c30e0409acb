package dev.touchstone.api.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every line of the security checklist is held by tests that exist, or says why none does.
class SecurityChecklistTest {
    private static final Path CHECKLIST = House.ROOT.resolve("docs/security-checklist.md");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
    private static final int SHORTEST_REASON = 10;

    private final Map<String, String> tests = testSources();

    private record Line(String requirement, String state, String held) {}

    @Test
    void everyTestThatHoldsALineExists() {
        List<String> missing = new ArrayList<>();
        for (Line line : lines()) {
            named(line)
                    .filter(test -> !exists(test.group(1), test.group(2)))
                    .forEach(test -> missing.add(line.requirement() + ": " + test.group()));
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyLineIsHeldOrSaysWhyNot() {
        assertThat(lines()).hasSizeGreaterThan(90).allSatisfy(line -> {
            switch (line.state()) {
                case "held" -> assertThat(named(line)).as(line.requirement()).isNotEmpty();
                case "open", "operator", "n/a" ->
                    assertThat(line.held().length()).as(line.requirement()).isGreaterThan(SHORTEST_REASON);
                default -> throw new AssertionError(line + " must be held, open, operator or n/a");
            }
        });
    }

    @Test
    void everyChapterIsSpokenOf() {
        var chapters = new TreeSet<Integer>();
        Pattern.compile("(?m)^## V(\\d+) ")
                .matcher(House.read(CHECKLIST))
                .results()
                .forEach(found -> chapters.add(Integer.parseInt(found.group(1))));

        assertThat(chapters).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
    }

    private static List<Line> lines() {
        return House.rows(House.read(CHECKLIST)).stream()
                .filter(row -> row.size() == 3 && !row.get(1).equals("State"))
                .map(row -> new Line(row.get(0), row.get(1), row.get(2)))
                .toList();
    }

    private static Stream<MatchResult> named(Line line) {
        return TEST.matcher(line.held()).results();
    }

    private boolean exists(String test, String method) {
        String source = tests.getOrDefault(test, "");
        return Pattern.compile("\\bvoid " + method + "\\(").matcher(source).find();
    }

    private static Map<String, String> testSources() {
        Map<String, String> sources = new HashMap<>();
        for (Path source : House.sources()) {
            String name = String.valueOf(source.getFileName());
            if (source.toString().contains("/src/test/") && name.endsWith(".java")) {
                sources.merge(name.replace(".java", ""), House.read(source), String::concat);
            }
        }
        return sources;
    }
}
