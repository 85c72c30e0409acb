package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Range;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the figures are once the reviewers' own errors are taken out of them. Stands beside the plain figures
/// and never in their place.
///
/// @param source where it is known from how often reviewers err: `given` with the question, `overlap` of
///     several who judged the same outputs, or `none`
/// @param sensitivity of wrong outputs, the share that reviewers call wrong; null when not known
/// @param specificity of right outputs, the share that reviewers call right; null when not known
/// @param figures `approval_rate` and `error_rate` of all outputs of the selection
/// @param notes what a reader must know
public record CorrectedQuality(
        String source,
        @Nullable Accuracy sensitivity,
        @Nullable Accuracy specificity,
        List<QualityFigure> figures,
        List<String> notes) {
    public CorrectedQuality {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /// The same with one more thing that a reader must know.
    public CorrectedQuality noting(String note) {
        return new CorrectedQuality(
                source,
                sensitivity,
                specificity,
                figures,
                Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /// A share of verdicts that are right.
    ///
    /// @param value 0 to 1
    /// @param cases it is known from; effective ones when the truth of each is not known
    public record Accuracy(double value, Range interval, double cases) {}
}
