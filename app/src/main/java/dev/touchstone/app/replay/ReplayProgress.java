package dev.touchstone.app.replay;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a replay got and what came of it, in a small file beside the replayed one. It counts only for the same
/// backend, pipeline and file size: a replay elsewhere begins at the first line.
final class ReplayProgress {
    private final Path file;
    private final String target;

    /// What is kept.
    ///
    /// @param target what the replay went to
    /// @param lines lines that were answered
    /// @param counts what came of them
    record Saved(String target, long lines, ReplaySummary.Counts counts) {
        static final Saved NOTHING = new Saved("", 0, new ReplaySummary.Counts(Map.of(), Map.of(), 0, 0, 0, 0));
    }

    ReplayProgress(Path file, String url, @Nullable PipelineName pipeline) throws IOException {
        this.file = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".progress");
        this.target = url + " " + (pipeline == null ? "as posted" : pipeline) + " " + Files.size(file);
    }

    Saved read() throws IOException {
        if (!Files.exists(file)) {
            return Saved.NOTHING;
        }
        try {
            Saved saved = Json.read(Files.readString(file), Saved.class);
            return saved.target().equals(target) ? saved : Saved.NOTHING;
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(file + " cannot be read; replay with --restart.", e);
        }
    }

    /// Replaces the file at once, so that an interruption leaves the old state or the new one.
    void write(long lines, ReplaySummary.Counts counts) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, Json.write(new Saved(target, lines, counts)));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void finished() throws IOException {
        Files.deleteIfExists(file);
    }
}
