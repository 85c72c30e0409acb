package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.stats.interval.Measured;
import java.util.Locale;

/// A difference in a sentence, for people who decide which prompt goes live.
final class DifferenceWords {
    private DifferenceWords() {}

    /// @param measured second less first
    static String of(String metric, String first, String second, Measured measured, long cases, boolean enough) {
        boolean secondLeads = measured.value() >= 0;
        String leader = secondLeads ? second : first;
        double lead = Math.abs(measured.value());
        double least =
                secondLeads ? measured.interval().lower() : -measured.interval().upper();
        double most =
                secondLeads ? measured.interval().upper() : -measured.interval().lower();
        String by = points(lead) + (points(lead).equals("1") ? " point" : " points") + " (" + points(least) + " to "
                + points(most) + "), on " + cases + (cases == 1 ? " case" : " cases");
        String sentence = least > 0
                ? leader + " is better" + at(metric) + " by " + by
                : "no difference" + at(metric) + " is shown: " + (lead > 0 ? leader + " is ahead by " : "") + by;
        return enough ? sentence : sentence + "; fewer than " + Comparison.ENOUGH + " say little";
    }

    private static String at(String metric) {
        return switch (metric) {
            case ExperimentFindings.APPROVAL_RATE -> "";
            case ExperimentFindings.ATTRIBUTE_ACCURACY -> " over all attributes";
            default -> " at " + metric.substring(metric.indexOf(':') + 1);
        };
    }

    private static String points(double share) {
        String text = String.format(Locale.ROOT, "%.1f", share * 100);
        String whole = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return whole.equals("-0") ? "0" : whole.replace('-', '−');
    }
}
