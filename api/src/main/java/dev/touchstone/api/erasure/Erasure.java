package dev.touchstone.api.erasure;

import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An erasure and how far it is; once it is done, its receipt. The name of the subject is not told: it is erased too.
///
/// @param kind how the subject was named
/// @param key of the metadata; null for the other kinds
/// @param places what was taken away, by the place where it lay
/// @param notes what people should know, in sentences
public record Erasure(
        String id,
        PipelineName pipeline,
        ErasureKind kind,
        @Nullable String key,
        Asked asked,
        ErasureState state,
        Progress progress,
        Map<String, Long> places,
        Messages messages,
        @Nullable Instant finishedAt,
        List<String> notes) {
    /// @param why as it was asked; null without
    public record Asked(@Nullable String why, String by, Instant at) {}

    /// @param outputs how many outputs lost their texts
    /// @param held how many are under a legal hold
    /// @param lookedAt how many outputs were looked through, where no index knows the subject
    public record Progress(long outputs, long held, long lookedAt) {}

    /// What channels show.
    ///
    /// @param reviews whose messages were to be taken out of a channel
    /// @param waiting how many of them are still to be: Slack is away, or not asked yet
    public record Messages(int reviews, int waiting) {}

    public Erasure {
        places = new TreeMap<>(places);
        notes = List.copyOf(notes);
    }
}
