package dev.touchstone.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.TextId;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.Rule;
import dev.touchstone.app.BotSection;
import dev.touchstone.backend.BackendConfig;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The reference pages say of every field what its record says in the code, so that neither forgets one. What stands
/// above the mark is written by hand; `-Dreference.write=true` makes what stands below it.
class ReferencePagesTest {
    private static final Path ROOT = Path.of(System.getProperty("touchstone.root", ".."));
    private static final String MARK =
            "<!-- What follows is made of the code's own words; ReferencePagesTest says how. -->";
    private static final String HEAD = "| Field | Takes | Meaning |\n|---|---|---|\n";
    private static final String BELOW = "see below";
    private static final Pattern PARAM =
            Pattern.compile("@param (\\w+) (.*?)(?=@param|@throws|@return|$)", Pattern.DOTALL);

    static List<Arguments> pages() {
        return List.of(
                Arguments.of("docs/policy.md", List.of(Policy.class)),
                Arguments.of("docs/configuration.md", List.of(BackendConfig.class, BotSection.class)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFieldHasItsLine(String page, List<Class<?>> roots) throws IOException {
        Path file = ROOT.resolve(page);
        String written = Files.readString(file);
        int mark = written.indexOf(MARK);
        assertThat(mark).as("the mark in " + page).isPositive();
        String wanted = written.substring(0, mark + MARK.length()) + "\n" + tables(roots);
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(file, wanted);
        }

        assertThat(written)
                .as(page + " is old; make it anew with -Dreference.write=true")
                .isEqualTo(wanted);
    }

    /// One table of the outermost fields, and one for each record in them.
    private static String tables(List<Class<?>> roots) throws IOException {
        StringBuilder page = new StringBuilder("\n## All fields\n\n" + HEAD);
        Deque<Map.Entry<String, Class<?>>> left = new ArrayDeque<>();
        for (Class<?> root : roots) {
            page.append(rows(Map.entry("", root), left));
        }
        List<Class<?>> done = new ArrayList<>(roots);
        while (!left.isEmpty()) {
            Map.Entry<String, Class<?>> next = left.poll();
            if (!done.contains(next.getValue())) {
                done.add(next.getValue());
                page.append("\n### `" + next.getKey() + "`\n\n" + HEAD).append(rows(next, left));
            }
        }
        return page.toString();
    }

    /// The lines of one record.
    ///
    /// @param left takes the records in it, by their place
    private static String rows(Map.Entry<String, Class<?>> at, Deque<Map.Entry<String, Class<?>>> left)
            throws IOException {
        Class<?> record = at.getValue();
        StringBuilder rows = new StringBuilder();
        Map<String, String> said = said(record);
        for (RecordComponent component : record.getRecordComponents()) {
            String name = snakeCase(component.getName());
            String meaning = said.get(component.getName());
            assertThat(meaning)
                    .as("what " + record.getSimpleName() + " says of " + component.getName())
                    .isNotNull();
            rows.append("| `").append(name).append("` | ").append(takes(component.getGenericType()));
            rows.append(" | ").append(meaning).append(" |\n");
            Class<?> inner = inner(component.getGenericType());
            if (inner != null) {
                String many = component.getType() == inner
                        ? ""
                        : Map.class.isAssignableFrom(component.getType()) ? ".*" : "[]";
                left.add(Map.entry((at.getKey().isEmpty() ? "" : at.getKey() + ".") + name + many, inner));
            }
        }
        return rows.toString();
    }

    /// Of a record, or of a list or map of records, the record.
    private static @org.jspecify.annotations.Nullable Class<?> inner(Type type) {
        if (type instanceof ParameterizedType many) {
            Type last = many.getActualTypeArguments()[many.getActualTypeArguments().length - 1];
            return last instanceof Class<?> one && ours(one) ? one : null;
        }
        return type instanceof Class<?> one && ours(one) ? one : null;
    }

    private static boolean ours(Class<?> type) {
        return type.isRecord() && type.getName().startsWith("dev.touchstone.") && !TextId.class.isAssignableFrom(type);
    }

    private static String takes(Type type) {
        if (type instanceof ParameterizedType many) {
            Type last = many.getActualTypeArguments()[many.getActualTypeArguments().length - 1];
            String each = takes(last).replaceFirst("^a (\\w+)$", "$1s");
            String what =
                    Map.class.isAssignableFrom((Class<?>) many.getRawType()) ? "a map of names to " : "a list of ";
            return each.equals(BELOW) ? what.replaceFirst(" (to|of) $", "") + ", " + BELOW : what + each;
        }
        Class<?> one = (Class<?>) type;
        if (one == String.class || one == Path.class || TextId.class.isAssignableFrom(one)) {
            return "a text";
        }
        if (one == Integer.class || one == int.class || one == Long.class || one == long.class) {
            return "a whole number";
        }
        if (one == Double.class || one == double.class) {
            return "a number";
        }
        if (one == Boolean.class || one == boolean.class) {
            return "true or false";
        }
        if (one == Duration.class) {
            return "a duration";
        }
        if (one.isEnum()) {
            return String.join(
                    ", ",
                    Arrays.stream(one.getEnumConstants())
                            .map(constant -> "`" + ((Enum<?>) constant).name().toLowerCase(Locale.ROOT) + "`")
                            .toList());
        }
        if (Rule.class.isAssignableFrom(one)) {
            return "a rule, see [above](#attribute-rules)";
        }
        return Collection.class.isAssignableFrom(one) ? "a list" : ours(one) ? BELOW : "a value";
    }

    /// What a record's comment says of its components.
    private static Map<String, String> said(Class<?> record) throws IOException {
        Class<?> outer = record;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        String path = "src/main/java/" + outer.getName().replace('.', '/') + ".java";
        Path file = Stream.of("api", "backend", "bot", "app")
                .map(module -> ROOT.resolve(module).resolve(path))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        String source = Files.readString(file);
        Matcher at = Pattern.compile(
                        "((?:^ *///.*\n)+)(?:^ *@.*\n)*^ *(?:public )?record " + record.getSimpleName() + "\\(",
                        Pattern.MULTILINE)
                .matcher(source);
        Map<String, String> said = new LinkedHashMap<>();
        if (at.find()) {
            String comment = at.group(1).replaceAll("(?m)^ *///", "").replaceAll("\\s+", " ");
            PARAM.matcher(comment)
                    .results()
                    .forEach(match ->
                            said.put(match.group(1), plain(match.group(2).strip())));
        }
        return said;
    }

    /// References to code become words.
    private static String plain(String text) {
        return text.replaceAll("\\[(?:[\\w.]*\\.)?(\\w*)#?(\\w*)](?!\\()", "`$1$2`")
                .replace("|", "\\|");
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
