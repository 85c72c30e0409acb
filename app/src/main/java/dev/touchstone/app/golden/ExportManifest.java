package dev.touchstone.app.golden;

import dev.touchstone.api.golden.ExportFormat;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What stands beside an exported file: what it is of, and how far it is.
///
/// @param source what it is of
/// @param cursor where to go on; null at the beginning
/// @param bytes how many bytes of the file count
/// @param items items that were looked at
/// @param leftOut items that the format cannot say, by reason
/// @param done whether everything is in the file
public record ExportManifest(
        Source source, @Nullable Integer cursor, long bytes, int items, Map<String, Integer> leftOut, boolean done) {
    public ExportManifest {
        leftOut = Map.copyOf(leftOut);
    }

    /// What a file is of; the root says that it is still the same.
    public record Source(String dataset, int version, String root, ExportFormat format, GoldenSplit split) {}

    static ExportManifest begin(Source source) {
        return new ExportManifest(source, null, 0, 0, Map.of(), false);
    }

    ExportManifest with(@Nullable Integer next, int written, int looked, Map<String, Integer> unsaid) {
        Map<String, Integer> sum = new TreeMap<>(leftOut);
        unsaid.forEach((why, count) -> sum.merge(why, count, Integer::sum));
        return new ExportManifest(
                source, next == null ? cursor : next, bytes + written, items + looked, sum, next == null);
    }

    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".manifest.json");
    }

    /// Null when there is none.
    static @Nullable ExportManifest read(Path file) throws IOException {
        Path manifest = beside(file);
        return Files.exists(manifest) ? Json.read(Files.readString(manifest), ExportManifest.class) : null;
    }

    /// All or nothing: a manifest that was cut off would say that a whole file is broken.
    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".manifest.new");
        Files.write(fresh, (Json.write(this) + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, beside(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
