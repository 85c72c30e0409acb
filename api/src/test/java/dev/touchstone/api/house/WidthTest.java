package dev.touchstone.api.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Nothing is wider than a reader can hold. Ten arguments in a row are read by nobody, and two of them that are swapped
/// compile; what belongs together is a record of its own. There were 118 such calls and 28 such records once, and the
/// bounds only ever go down. A package of more than thirty files has two ideas.
class WidthTest {
    private static final int FILES = 30;
    private static final int MANY_ARGUMENTS = 10;
    private static final int MANY_COMPONENTS = 12;
    private static final int CALLS = 22;
    private static final int RECORDS = 6;

    private static final Pattern TEXT = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("\\bnew\\s+[\\w.]+(?:<[^>(]*>)?\\(");
    private static final Pattern RECORD = Pattern.compile("\\brecord\\s+\\w+(?:<[^>(]*>)?\\(");

    /// The parameters of a generic type, whose commas separate no arguments.
    private static final Pattern GENERIC = Pattern.compile("(?<=\\w)<[\\w\\s,.?@&\\[\\]]*>");

    @Test
    void fewConstructorsAreCalledWithTenArgumentsOrMore() throws IOException {
        assertThat(wide(CALL, MANY_ARGUMENTS)).hasSizeLessThanOrEqualTo(CALLS);
    }

    @Test
    void fewRecordsHaveMoreThanTwelveComponents() throws IOException {
        assertThat(wide(RECORD, MANY_COMPONENTS + 1)).hasSizeLessThanOrEqualTo(RECORDS);
    }

    @Test
    void noPackageHoldsMoreThanThirtyFiles() {
        Map<Path, Long> files = House.modules().stream()
                .flatMap(module -> House.mainSources(module).stream())
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

        files.values().removeIf(count -> count <= FILES);
        assertThat(files).isEmpty();
    }

    @Test
    void argumentsAreCountedAsACompilerWould() {
        String source = code("new A(x, f(1, 2), \"a,b\", new HashMap<String, Integer>(), c -> d, // e, f\n g)");

        assertThat(arguments(source, source.indexOf('(') + 1)).isEqualTo(6);
        assertThat(arguments("()", 1)).isZero();
        assertThat(arguments(code("(Map<String, List<A>> a, int b)"), 1)).isEqualTo(2);
    }

    private static List<String> wide(Pattern opening, int least) throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path module : House.modules()) {
            for (Path file : House.mainSources(module)) {
                String source = code(Files.readString(file));
                Matcher found = opening.matcher(source);
                while (found.find()) {
                    if (arguments(source, found.end()) >= least) {
                        wide.add(file.getFileName() + ": " + found.group());
                    }
                }
            }
        }
        return wide;
    }

    /// Without what is no code, and without the parameters of types.
    private static String code(String source) {
        String code = TEXT.matcher(source).replaceAll(text -> text.group().startsWith("/") ? "" : "0");
        String simpler = GENERIC.matcher(code).replaceAll("");
        while (!simpler.equals(code)) {
            code = simpler;
            simpler = GENERIC.matcher(code).replaceAll("");
        }
        return code;
    }

    /// How many there are from here to the bracket that closes.
    private static int arguments(String code, int from) {
        int depth = 0;
        int commas = 0;
        int at = from;
        for (; depth >= 0; at++) {
            switch (code.charAt(at)) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth--;
                case ',' -> commas += depth == 0 ? 1 : 0;
                default -> {}
            }
        }
        return code.substring(from, at - 1).isBlank() ? 0 : commas + 1;
    }
}
