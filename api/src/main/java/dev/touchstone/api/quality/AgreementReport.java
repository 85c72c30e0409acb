package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Range;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far reviewers agree about the same outputs.
///
/// @param scope which outputs
/// @param units outputs that at least two reviewers judged
/// @param reviewers who judged them
/// @param nominal Krippendorff's α over approve, edit and reject
/// @param ordinal the same, with an edit between approval and rejection
/// @param interval the same, with an edit half way between approval and rejection
/// @param attributes by name, Krippendorff's α over whether it was right; only where several people were drawn to judge
/// @param warning what weak agreement means for every other figure; null when it is not weak
public record AgreementReport(
        QualityScope scope,
        long units,
        long reviewers,
        Alpha nominal,
        Alpha ordinal,
        Alpha interval,
        Map<String, Alpha> attributes,
        @Nullable String warning,
        List<String> notes) {
    public AgreementReport {
        attributes = attributes == null ? Map.of() : attributes;
        notes = List.copyOf(notes);
    }

    /// Krippendorff's α: 1 is perfect, 0 is chance.
    ///
    /// @param value null when it is not defined; then `standing` is `n/a` and `note` says why
    /// @param standardError jackknife over outputs; null when it is not defined
    /// @param interval null with it
    /// @param standing `reliable` from 0.8, `tentative` from 0.667, `weak` below, or `n/a`
    /// @param enough whether there are 30 outputs or more
    public record Alpha(
            @Nullable Double value,
            @Nullable Double standardError,
            @Nullable Range interval,
            String standing,
            boolean enough,
            @Nullable String note) {}
}
