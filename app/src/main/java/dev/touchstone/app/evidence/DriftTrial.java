package dev.touchstone.app.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// How soon a watch sees a change, and how often it alarms without one, over many repetitions. A repetition draws
/// audits
/// from the recorded outputs, again and again from the same: a baseline, some quiet weeks, then the outputs after the
/// change; and another year in which nothing changes.
final class DriftTrial {
    /// Audits that the baseline is frozen from: the default of a policy.
    static final int BASELINE = 400;

    static final int YEAR = 52;
    private static final int QUIET_WEEKS = 8;

    private final int perWeek;
    private final double[] delays;
    private final double[] firstFalse;
    private long falseAlarms;

    private DriftTrial(int perWeek, int seeds) {
        this.perWeek = perWeek;
        this.delays = new double[seeds];
        this.firstFalse = new double[seeds];
    }

    /// Makes a watch from a baseline.
    @FunctionalInterface
    interface Kind {
        Watch against(Watch.Baseline baseline, int perWeek);
    }

    /// @param before losses of the outputs before the change
    /// @param after losses after it
    static DriftTrial of(Kind kind, double[] before, double[] after, int perWeek, int seeds) {
        DriftTrial trial = new DriftTrial(perWeek, seeds);
        for (int seed = 0; seed < seeds; seed++) {
            // The same draws for every kind of watch.
            SplittableRandom random = new SplittableRandom(7919L * seed + perWeek);
            Watch.Baseline baseline = baseline(before, random);
            trial.change(seed, kind.against(baseline, perWeek), before, after, random.split());
            trial.quiet(seed, kind.against(baseline, perWeek), before, random.split());
        }
        return trial;
    }

    private static Watch.Baseline baseline(double[] losses, SplittableRandom random) {
        double errors = 0;
        for (int i = 0; i < BASELINE; i++) {
            errors += draw(losses, random);
        }
        return new Watch.Baseline(Math.round(errors), BASELINE);
    }

    private void change(int seed, Watch watch, double[] before, double[] after, SplittableRandom random) {
        for (int i = 0; i < QUIET_WEEKS * perWeek; i++) {
            watch.alarms(draw(before, random));
        }
        delays[seed] = firstAlarm(watch, after, random);
    }

    private double firstAlarm(Watch watch, double[] losses, SplittableRandom random) {
        for (int i = 1; i <= YEAR * perWeek; i++) {
            if (watch.alarms(draw(losses, random))) {
                return (double) i / perWeek;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private void quiet(int seed, Watch watch, double[] losses, SplittableRandom random) {
        firstFalse[seed] = Double.POSITIVE_INFINITY;
        for (int i = 1; i <= YEAR * perWeek; i++) {
            if (watch.alarms(draw(losses, random))) {
                falseAlarms++;
                firstFalse[seed] = Math.min(firstFalse[seed], (double) i / perWeek);
            }
        }
    }

    private static double draw(double[] losses, SplittableRandom random) {
        return losses[random.nextInt(losses.length)];
    }

    /// Share of the repetitions in which the change was seen within so many weeks, 0 to 1.
    double seenWithin(double weeks) {
        return share(delays, weeks);
    }

    /// Share of the quiet years in which a first false alarm came within so many weeks, 0 to 1.
    double falseWithin(double weeks) {
        return share(firstFalse, weeks);
    }

    /// False alarms in a quiet year, on average.
    double falsePerYear() {
        return (double) falseAlarms / delays.length;
    }

    private static double share(double[] weeks, double limit) {
        return (double) Arrays.stream(weeks).filter(week -> week <= limit).count() / weeks.length;
    }

    /// Share seen within a year; median and 90th percentile of the delay; false alarms in a quiet year.
    String cells() {
        return Markdown.percent(seenWithin(YEAR)) + " | " + weeks(0.5) + " (" + weeks(0.9) + ") | "
                + String.format(Locale.ROOT, "%.2f", falsePerYear());
    }

    /// False alarms in a year after a change that is none, and in how many of the years there was one.
    static String header(List<String> names) {
        return names.stream()
                .map(name -> " " + name + ": seen | weeks | false a year |")
                .reduce("", String::concat);
    }

    private String weeks(double quantile) {
        double[] sorted = delays.clone();
        Arrays.sort(sorted);
        double value = sorted[(int) Math.ceil(quantile * sorted.length) - 1];
        return Double.isInfinite(value) ? "–" : String.format(Locale.ROOT, "%.1f", value);
    }
}
