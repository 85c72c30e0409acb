package dev.touchstone.sandbox.files;

import java.util.Locale;
import java.util.Map;

/// Media types by file name, for the few kinds an app uploads.
public final class MediaTypes {
    private static final Map<String, String> BY_EXTENSION = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "csv", "text/csv",
            "txt", "text/plain",
            "json", "application/json",
            "jsonl", "application/jsonl",
            "pdf", "application/pdf");

    private MediaTypes() {}

    static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    public static String of(String name) {
        return BY_EXTENSION.getOrDefault(extension(name), "application/octet-stream");
    }

    /// Whether a browser may show it in place. SVG is not among them: it can run scripts.
    public static boolean isPicture(String name) {
        return of(name).startsWith("image/");
    }
}
