package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.backend.drift.watch.Baseline;
import dev.touchstone.backend.drift.watch.Canary;
import dev.touchstone.backend.drift.watch.Series;
import dev.touchstone.backend.drift.watch.Window;
import java.util.Locale;

/// What alarms say, in plain words; every share with what it rests on.
final class Wording {
    private Wording() {}

    static String headline(Series series, Window found, String version) {
        String now = share(found.rate()) + " of " + found.reviewed();
        Baseline baseline = series.tolerance().baseline();
        String before = baseline == null ? "" : share(baseline.rate()) + " of " + baseline.reviewed();
        String name = series.subject().name();
        return switch (series.subject().kind()) {
            case FLOOR ->
                "Quality fell below the promised "
                        + share(1 - series.tolerance().eps0()) + ": " + now + " audited outputs were wrong.";
            case REGRESSION ->
                "More outputs are wrong than in the baseline: " + now + " audited, against " + before + ".";
            case ATTRIBUTE -> "Attribute " + name + " is wrong more often: in " + now + ", against " + before + ".";
            case STRATUM ->
                "Outputs of " + name + " are wrong more often: " + now + " audited, against " + before + ".";
            case RELEASE ->
                "Outputs that go out unreviewed are wrong more often than the "
                        + share(series.tolerance().eps0()) + " the threshold was certified for: " + now + " audited.";
            case JUDGE ->
                "The judge (version " + version + ") " + name + " more often: in " + now + " outputs, against " + before
                        + ".";
            case CANARY, SCORES, ROUTES, JUDGE_STALLED, REBUILT ->
                throw new IllegalArgumentException(series.subject().kind() + " is no watched rate");
        };
    }

    static String canary(Canary canary, String control, String candidate) {
        long pairs = canary.test().pairs();
        return "Prompt version " + candidate + " is wrong more often than " + control + ": "
                + share((double) canary.test().candidateErrors() / pairs) + " against "
                + share((double) canary.test().controlErrors() / pairs) + ", in " + pairs + " pairs of reviews.";
    }

    static String shifted(WeeklyShifts.Shift shift) {
        String what = shift.kind() == AlarmKind.SCORES
                ? "Confidences were distributed differently"
                : "Another share of the outputs went to review";
        return String.format(
                Locale.ROOT,
                "%s last week than in the four weeks before (PSI %.2f, threshold %.2f, %d outputs).",
                what,
                shift.psi(),
                Math.max(shift.threshold(), WeeklyShifts.LEAST_PSI),
                shift.outputs());
    }

    static String recovered(Series series) {
        return "Quality is back: the share of wrong ones has fallen below halfway between tolerated and found, and this"
                + " week and last it is not above the tolerated "
                + share(series.tolerance().eps0()) + ".";
    }

    static String worsened(Finding finding) {
        return "It goes on: the evidence has reached the threshold " + finding.times() + " times by now.";
    }

    private static String share(double rate) {
        double percent = rate * 100;
        return percent == Math.rint(percent) || percent >= 10
                ? Math.round(percent) + " %"
                : String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
