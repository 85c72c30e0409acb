package dev.touchstone.api.erasure;

import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An erasure and how far it is; once it is done, its receipt.
///
/// @param notes what people should know, in sentences
public record Erasure(
        String id,
        PipelineName pipeline,
        Named subject,
        Asked asked,
        ErasureState state,
        Progress progress,
        Messages messages,
        @Nullable Instant finishedAt,
        List<String> notes) {
    /// How the subject was named. What it is called is not told: that is erased too.
    ///
    /// @param key of the metadata; null for the other kinds
    public record Named(ErasureKind kind, @Nullable String key) {}

    /// @param why as it was asked; null without
    public record Asked(@Nullable String why, String by, Instant at) {}

    /// @param outputs how many outputs lost their texts
    /// @param held how many are under a legal hold
    /// @param lookedAt how many outputs were looked through, where no index knows the subject
    /// @param places what was taken away, by the place where it lay
    public record Progress(long outputs, long held, long lookedAt, Map<String, Long> places) {
        public Progress {
            places = new TreeMap<>(places);
        }
    }

    /// What channels show.
    ///
    /// @param reviews whose messages were to be taken out of a channel
    /// @param waiting how many of them are still to be: Slack is away, or not asked yet
    public record Messages(int reviews, int waiting) {}

    public Erasure {
        notes = List.copyOf(notes);
    }
}
