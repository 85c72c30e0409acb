package dev.touchstone.console.quality;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.wire.Range;
import dev.touchstone.console.web.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The answer within ten seconds: how good, how sure, against what.
///
/// @param headline how good
/// @param sure how far it can be trusted, in words
/// @param change against the 28 days before; null when nothing can be said
/// @param enough false when it rests on too little
/// @param notes what a reader must know
public record Answer(String headline, String sure, @Nullable String change, boolean enough, List<String> notes) {
    static final String METRIC = "approval_rate";

    public Answer {
        notes = List.copyOf(notes);
    }

    static Answer of(QualityReport report) {
        QualityFigure figure = report.total().figure(METRIC).orElse(null);
        if (figure == null || figure.value() == null) {
            String why = figure == null || figure.note() == null
                    ? "people have judged nothing that was drawn at random."
                    : figure.note();
            return new Answer(
                    "No honest figure yet",
                    "Why: " + why,
                    null,
                    false,
                    report.total().notes());
        }
        return new Answer(
                "About " + Words.percent(figure.value()) + " of the outputs are right",
                sure(figure),
                change(report.comparison()),
                figure.enough(),
                report.total().notes());
    }

    /// Such as "59 to 72 %: where the true rate most likely lies, 95 % sure. From 120 of 1,034 outputs."
    static String sure(QualityFigure figure) {
        String from = String.format(
                Locale.ENGLISH,
                "From %,d of %,d outputs, which people judged.",
                figure.reviewed(),
                figure.population());
        return interval(figure.interval()) + from + (figure.enough() ? "" : " That is too little to rely on.");
    }

    private static String interval(@Nullable Range range) {
        // Where all were judged nothing is left to be unsure of.
        return range == null || range.width() == 0
                ? ""
                : Math.round(range.lower() * 100) + " to " + Words.percent(range.upper())
                        + ": where the true rate most likely lies, " + Words.percent(range.level()) + " sure. ";
    }

    private static @Nullable String change(QualityReport.@Nullable Comparison comparison) {
        if (comparison == null) {
            return null;
        }
        for (QualityReport.Difference difference : comparison.differences()) {
            if (difference.metric().equals(METRIC) && difference.value() != null) {
                return words(difference, difference.value());
            }
        }
        return "There is nothing to compare with: the 28 days before have no honest figure.";
    }

    private static String words(QualityReport.Difference difference, double value) {
        long points = Math.round(Math.abs(value) * 100);
        String moved = points == 0
                ? "The same as in the 28 days before"
                : points + (points == 1 ? " point " : " points ") + (value > 0 ? "better" : "worse")
                        + " than in the 28 days before";
        Range range = difference.interval();
        String between = range == null
                ? ""
                : " (between " + signed(range.lower()) + " and " + signed(range.upper()) + " points)";
        return moved + between + (difference.clear() ? "." : ": no clear difference.");
    }

    private static String signed(double share) {
        long points = Math.round(share * 100);
        return points > 0 ? "+" + points : points < 0 ? "−" + -points : "0";
    }
}
