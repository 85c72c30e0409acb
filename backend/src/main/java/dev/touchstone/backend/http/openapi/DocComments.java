package dev.touchstone.backend.http.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the doc comments of the wire records say, so that the OpenAPI document says the same. The sources lie beside
/// the classes in the jar; where they do not, nothing is described. Not thread-safe.
final class DocComments {
    private static final Pattern TYPE =
            Pattern.compile("(?:(?:public|static|final|sealed) )*(?:record|enum|interface|class) (\\w+).*");
    private static final Pattern CONSTANT = Pattern.compile("([A-Z][A-Z0-9_]*)[,;]");

    private final Map<Class<?>, Map<String, Doc>> read = new HashMap<>();

    /// The comment of one type.
    ///
    /// @param text Markdown, without the parts
    /// @param parts record components or enum constants by name
    record Doc(String text, Map<String, String> parts) {
        static final Doc NONE = new Doc("", Map.of());
    }

    Doc of(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        return read.computeIfAbsent(outermost, DocComments::readAll).getOrDefault(type.getName(), Doc.NONE);
    }

    /// The description of a record component or an enum constant.
    Optional<String> of(Class<?> type, String part) {
        return Optional.ofNullable(of(type).parts().get(part));
    }

    private static Map<String, Doc> readAll(Class<?> outermost) {
        try (InputStream source = outermost.getResourceAsStream(outermost.getSimpleName() + ".java")) {
            return source == null
                    ? Map.of()
                    : parse(
                            outermost.getPackageName(),
                            new String(source.readAllBytes(), StandardCharsets.UTF_8)
                                    .lines()
                                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Open(String name, int indent) {}

    /// Knows just enough Java for formatted sources: a declaration starts a line, and its indent tells where it
    /// belongs.
    private static Map<String, Doc> parse(String packageName, List<String> lines) {
        Map<String, Doc> docs = new HashMap<>();
        Deque<Open> open = new ArrayDeque<>();
        List<String> comment = new ArrayList<>();
        for (String line : lines) {
            String code = line.strip();
            if (code.startsWith("///")) {
                comment.add(code.substring(3).stripLeading());
                continue;
            }
            if (code.isEmpty() || code.startsWith("@")) {
                continue;
            }
            Matcher type = TYPE.matcher(code);
            Matcher constant = CONSTANT.matcher(code);
            if (type.matches()) {
                String name = enter(open, line.indexOf(code), type.group(1), packageName);
                docs.put(name, doc(comment));
            } else if (constant.matches() && !open.isEmpty()) {
                Doc owner = docs.getOrDefault(open.peek().name(), doc(List.of()));
                owner.parts().put(constant.group(1), doc(comment).text());
            }
            comment.clear();
        }
        return docs;
    }

    /// The binary name of a type whose declaration begins here.
    private static String enter(Deque<Open> open, int indent, String simpleName, String packageName) {
        while (!open.isEmpty() && open.peek().indent() >= indent) {
            open.pop();
        }
        String name =
                open.isEmpty() ? packageName + "." + simpleName : open.peek().name() + "$" + simpleName;
        open.push(new Open(name, indent));
        return name;
    }

    private static Doc doc(List<String> comment) {
        StringBuilder text = new StringBuilder();
        Map<String, String> parts = new HashMap<>();
        String part = null;
        for (String line : comment) {
            if (line.startsWith("@param ")) {
                String[] words = line.split(" ", 3);
                part = words[1];
                parts.put(part, words[2]);
            } else if (part != null) {
                parts.merge(part, line, (before, more) -> before + " " + more);
            } else {
                text.append(line.isEmpty() || line.startsWith("- ") ? "\n" : " ")
                        .append(line.isEmpty() ? "\n" : line);
            }
        }
        parts.replaceAll((name, words) -> sentence(words));
        return new Doc(withoutLinks(text.toString()).strip(), parts);
    }

    private static String sentence(String words) {
        String text = withoutLinks(words).strip();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private static String withoutLinks(String text) {
        return text.replaceAll("\\[#?(\\w+)]", "`$1`");
    }
}
