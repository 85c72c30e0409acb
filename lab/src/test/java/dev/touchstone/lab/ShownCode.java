package dev.touchstone.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A fenced block of a document.
///
/// @param place the document and the block's first line, as `docs/drift.md:7`
/// @param language as the fence says; empty when it says nothing
record ShownCode(String place, String language, String text) {
    static final Path ROOT = Path.of(System.getProperty("touchstone.root", ".."));

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    /// What people read, wherever it stands.
    static List<Path> documents() {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    /// Every block in one of these languages; at least one, or the test that asks has lost its subject.
    static Stream<ShownCode> in(String language) {
        List<ShownCode> blocks = documents().stream()
                .flatMap(document -> of(document).stream())
                .filter(block -> block.language.equals(language))
                .toList();
        if (blocks.isEmpty()) {
            throw new AssertionError("no document shows any " + language);
        }
        return blocks.stream();
    }

    private static List<ShownCode> of(Path document) {
        String text = read(document);
        List<ShownCode> blocks = new ArrayList<>();
        Matcher matcher = FENCE.matcher(text);
        while (matcher.find()) {
            long line = text.substring(0, matcher.start()).lines().count() + 1;
            blocks.add(new ShownCode(ROOT.relativize(document) + ":" + line, matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return place;
    }
}
