package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents name exists: packages, classes, files. Prose that nothing checks goes stale.
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("touchstone.root", ".."));

    @Test
    void everyClassTheReadmeNamesExists() throws IOException {
        Pattern named = Pattern.compile("`((?:[a-z]+\\.)+)([A-Z][A-Za-z]+)(?:\\.[a-z]\\w*)?`");
        List<String> missing = new ArrayList<>();
        int found = 0;
        Matcher matcher = named.matcher(Files.readString(ROOT.resolve("README.md")));
        while (matcher.find()) {
            found++;
            String path = matcher.group(1).replace('.', '/') + matcher.group(2) + ".java";
            if (!exists("backend/src/main/java/dev/touchstone/backend/" + path)
                    && !exists("bot/src/main/java/dev/touchstone/" + path)
                    && !exists("app/src/main/java/dev/touchstone/" + path)
                    && !exists("api/src/main/java/dev/touchstone/" + path)) {
                missing.add(matcher.group());
            }
        }

        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(5);
    }

    @Test
    void everyLocalLinkOfADocumentLeadsSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher matcher = link.matcher(Files.readString(document));
            while (matcher.find()) {
                if (!Files.exists(document.resolveSibling(matcher.group(1)))) {
                    broken.add(ROOT.relativize(document) + " → " + matcher.group(1));
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyPackageHasAnIntroduction() throws IOException {
        TreeSet<String> without = new TreeSet<>();
        for (String module : List.of("api", "backend", "bot", "app")) {
            Path sources = ROOT.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                        .forEach(
                                folder -> without.add(sources.relativize(folder).toString()));
            }
        }

        assertThat(without).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    private static boolean exists(String path) {
        return Files.exists(ROOT.resolve(path));
    }
}
