package dev.touchstone.backend.quality.truth;

import dev.touchstone.api.quality.CorrectedQuality;
import dev.touchstone.api.quality.CorrectedQuality.Accuracy;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.agreement.Agreement;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.reviewer.Known;
import dev.touchstone.stats.reviewer.OverlapErrors;
import dev.touchstone.stats.reviewer.ReviewerErrors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes reviewers' errors out of the error rate, where it is known how often they err. Thread-safe.
public final class ReviewerTruth {
    /// How far before the selection's end reviewers' errors are looked for: they change slowly, and overlap is
    /// rare.
    private static final Duration LOOKED_BACK = Duration.ofDays(365);

    private final Agreement agreement;

    public ReviewerTruth(Agreement agreement) {
        this.agreement = agreement;
    }

    /// @param total the plain figures of the selection
    /// @param given how often reviewers are right, if whoever asks has measured it
    public CorrectedQuality of(Selection selection, QualityGroup total, Optional<ReviewerErrors> given, double level) {
        if (given.isPresent()) {
            return with("given", given.get(), total, level);
        }
        Period looked = Period.of(
                selection.period().to().minus(LOOKED_BACK), selection.period().to());
        List<List<Boolean>> verdicts = agreement.foundWrong(selection.in(looked));
        return OverlapErrors.of(verdicts)
                .map(errors -> with("overlap", errors, total, level))
                .orElseGet(() -> unknown(verdicts, total));
    }

    private static CorrectedQuality unknown(List<List<Boolean>> verdicts, QualityGroup total) {
        long enough = verdicts.stream()
                .filter(output -> output.size() >= OverlapErrors.LEAST_VERDICTS)
                .count();
        String why = "nothing is known of how often reviewers err: " + enough + " outputs were judged by "
                + OverlapErrors.LEAST_VERDICTS + " of them, and it takes " + OverlapErrors.LEAST_OUTPUTS
                + "; or give reviewers_sensitivity and reviewers_specificity, measured on outputs whose truth is known";
        return new CorrectedQuality("none", null, null, figures(total, null, why, 0.95), List.of());
    }

    /// Pure: the same from errors that are known.
    ///
    /// @param source where they are known from, `given` or `overlap`
    public static CorrectedQuality with(String source, ReviewerErrors errors, QualityGroup total, double level) {
        String coin =
                "the reviewers' verdicts tell wrong from right no better than chance might, as far as is known: there"
                        + " is nothing to correct with";
        return new CorrectedQuality(
                source,
                accuracy(errors.sensitivity(), level),
                accuracy(errors.specificity(), level),
                figures(total, errors, coin, level),
                List.of(
                        source.equals("given")
                                ? "it is taken that reviewers err as often on these outputs as where it was measured"
                                : "it is taken that reviewers err independently of each other on one output, and as often"
                                        + " on others"));
    }

    private static Accuracy accuracy(Known known, double level) {
        Measured measured = known.measured(level);
        return new Accuracy(
                measured.value(),
                new Range(measured.interval().lower(), measured.interval().upper(), level),
                known.n());
    }

    private static List<QualityFigure> figures(
            QualityGroup total, @Nullable ReviewerErrors errors, String why, double level) {
        return total.figure("error_rate")
                .map(found -> new CorrectedFigure(found, total.coverage().uncoveredShare(), level))
                .map(figure -> List.of(figure.approval(errors, why), figure.errors(errors, why)))
                .orElse(List.of());
    }
}
