package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One quality figure, with everything needed to judge how far it can be trusted.
///
/// @param metric what it is: `approval_rate`, `error_rate`, `correction_rate`, `attribute_accuracy`, `precision`,
///     `recall`, `f1_micro`, `f1_macro`, `brier`, `ece`
/// @param value 0 to 1; null when no honest value exists, and then `note` says why
/// @param interval null when there is none either
/// @param reviewed outputs judged by people that it rests on, n
/// @param effective size of a plain random sample that would be as precise, n_eff; null when nothing is uncertain
/// @param population outputs it speaks about, N
/// @param method how it was computed
/// @param target `finite`: the outputs that were delivered; `process`: the rate behind them
/// @param policyVersions the policy versions that routed these outputs; each was estimated on its own and weighted
/// @param enough false below 20 reviews: show it grey
/// @param moreReviews how many more would give ± 3 points; null when there are enough
/// @param worstCase where the value would lie if all missing verdicts went one way or the other; null unless they weigh
///     more than 2 %
/// @param note what a reader must know; null when nothing
public record QualityFigure(
        String metric,
        @Nullable Double value,
        @Nullable Range interval,
        long reviewed,
        @Nullable Double effective,
        long population,
        String method,
        String target,
        List<Integer> policyVersions,
        boolean enough,
        @Nullable Long moreReviews,
        @Nullable Range worstCase,
        @Nullable String note) {
    public QualityFigure {
        policyVersions = List.copyOf(policyVersions);
    }
}
