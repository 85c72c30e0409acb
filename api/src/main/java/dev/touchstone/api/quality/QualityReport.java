package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How good a pipeline's outputs are.
///
/// @param scope which outputs
/// @param asOf when the reviews were counted
/// @param total all of them
/// @param breakdown `stratum`, `model`, `prompt_version`, `attribute` or `week`; null for none
/// @param groups one per value of the breakdown
/// @param comparison with a baseline; null when none was asked for
/// @param corrected the total with the reviewers' own errors taken out; null when that was not asked for
/// @param notes what is odd about the question, such as a stratum that has no outputs; empty when nothing is
public record QualityReport(
        QualityScope scope,
        Instant asOf,
        QualityGroup total,
        @Nullable String breakdown,
        List<QualityGroup> groups,
        @Nullable Comparison comparison,
        @Nullable CorrectedQuality corrected,
        List<String> notes) {
    public QualityReport {
        groups = List.copyOf(groups);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /// The same report with corrected figures beside the plain ones.
    public QualityReport beside(CorrectedQuality figures) {
        return new QualityReport(scope, asOf, total, breakdown, groups, comparison, figures, notes);
    }

    /// The scope against a baseline.
    ///
    /// @param baseline which outputs it is compared with
    /// @param before their figures
    /// @param now the scope's figures, for the same target
    /// @param differences now less before
    public record Comparison(
            QualityScope baseline, QualityGroup before, QualityGroup now, List<Difference> differences) {
        public Comparison {
            differences = List.copyOf(differences);
        }
    }

    /// One figure now less the same before.
    ///
    /// @param value null when one of the two is missing
    /// @param clear whether the interval leaves 0 out
    public record Difference(
            String metric,
            @Nullable Double value,
            @Nullable Range interval,
            String method,
            String target,
            boolean clear,
            @Nullable String note) {}
}
