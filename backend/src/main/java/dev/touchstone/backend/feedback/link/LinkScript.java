package dev.touchstone.backend.feedback.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/// The script for pages, without the white space at the beginnings of its lines and its comments: it has to be small.
final class LinkScript {
    private LinkScript() {}

    static String read() {
        try (InputStream in = Objects.requireNonNull(LinkScript.class.getResourceAsStream("feedback.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.startsWith("//"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
