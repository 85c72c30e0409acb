package dev.touchstone.backend.quality.truth;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.reviewer.CorrectedRate;
import dev.touchstone.stats.reviewer.ReviewerErrors;
import org.jspecify.annotations.Nullable;

/// An error rate as reviewers found it, and as it is once their errors are taken out.
///
/// @param found the plain figure
/// @param uncovered share of the outputs that may be anything, 0 to 1
/// @param level of the intervals
record CorrectedFigure(QualityFigure found, double uncovered, double level) {
    private static final String METHOD = "Rogan-Gladen, Lang-Reiczigel interval";

    /// @param errors how often reviewers are right; null when that is not known
    /// @param why there is no figure, when they say nothing
    QualityFigure errors(@Nullable ReviewerErrors errors, String why) {
        Measured corrected = corrected(errors);
        return corrected == null
                ? none("error_rate", why)
                : some(
                        "error_rate",
                        corrected.value(),
                        corrected.interval().lower(),
                        corrected.interval().upper());
    }

    QualityFigure approval(@Nullable ReviewerErrors errors, String why) {
        Measured corrected = corrected(errors);
        return corrected == null
                ? none("approval_rate", why)
                : some(
                        "approval_rate",
                        1 - corrected.value(),
                        1 - corrected.interval().upper(),
                        1 - corrected.interval().lower());
    }

    private @Nullable Measured corrected(@Nullable ReviewerErrors errors) {
        Double value = found.value();
        Range range = found.interval();
        if (errors == null || value == null || range == null) {
            return null;
        }
        Long outputs = found.target().equals("finite") ? Math.max(1, found.population()) : null;
        return CorrectedRate.of(value, plainSample(value, range), outputs, errors, level)
                .map(this::widened)
                .orElse(null);
    }

    private Measured widened(Measured covered) {
        Interval interval = covered.interval();
        return new Measured(
                covered.value(),
                new Interval(
                        (1 - uncovered) * interval.lower(),
                        Math.clamp((1 - uncovered) * interval.upper() + uncovered, covered.value(), 1),
                        level));
    }

    /// The size of a plain random sample whose interval would be as wide, of the part that is covered; null
    /// when nothing is uncertain.
    private @Nullable Double plainSample(double value, Range range) {
        double width = uncovered == 1 ? 1 : (range.upper() - range.lower() - uncovered) / (1 - uncovered);
        if (range.upper() - range.lower() <= 0) {
            return null;
        }
        double low = 1e-3;
        double high = 1e12;
        for (int i = 0; i < 200; i++) {
            double middle = Math.sqrt(low * high);
            if (Proportions.wilsonAt(value, middle, level).width() > width) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private QualityFigure some(String metric, double value, double lower, double upper) {
        return figure(metric, value, new Range(lower, upper, level), found.note());
    }

    private QualityFigure none(String metric, String why) {
        return figure(metric, null, null, found.value() == null ? found.note() : why);
    }

    private QualityFigure figure(
            String metric, @Nullable Double value, @Nullable Range interval, @Nullable String note) {
        return new QualityFigure(
                metric,
                value,
                interval,
                found.reviewed(),
                null,
                found.population(),
                METHOD,
                found.target(),
                found.policyVersions(),
                found.enough() && value != null,
                found.moreReviews(),
                null,
                note);
    }
}
