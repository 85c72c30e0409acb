package dev.touchstone.lab.evidence;

import dev.touchstone.lab.recorded.Broken;
import dev.touchstone.lab.recorded.Markdown;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How soon something is seen, and how often it is seen without being there, over many repetitions. A repetition draws
/// audits from the recorded outputs, with replacement: a baseline, some quiet weeks, then the outputs after a change;
/// and
/// another year after the same baseline in which nothing changes.
final class DriftTrial {
    static final int YEAR = 52;
    private static final int QUIET_WEEKS = 8;
    static final String ONE = "it";

    private final double[] delays;
    private final double[] firstFalse;
    private final int[] falseAlarms;

    private DriftTrial(int seeds) {
        delays = new double[seeds];
        firstFalse = new double[seeds];
        falseAlarms = new int[seeds];
        Arrays.fill(delays, Double.POSITIVE_INFINITY);
        Arrays.fill(firstFalse, Double.POSITIVE_INFINITY);
    }

    /// An alarm.
    ///
    /// @param name of what it is about
    /// @param again whether there was one about it already, which is not over
    record Raised(String name, boolean again) {}

    /// Of a watch that alarms about [#ONE].
    static <T> DriftTrial ofOne(
            IntFunction<Function<T, List<Raised>>> fresh, List<T> before, List<T> after, int perWeek, int seeds) {
        return named(of(List.of(ONE), fresh, before, after, perWeek, seeds), ONE);
    }

    /// @param names of everything that may alarm
    /// @param fresh makes a watch for so many audits a week: an audited output → what alarms now
    /// @return by name
    static <T> Map<String, DriftTrial> of(
            Collection<String> names,
            IntFunction<Function<T, List<Raised>>> fresh,
            List<T> before,
            List<T> after,
            int perWeek,
            int seeds) {
        Map<String, DriftTrial> trials = new LinkedHashMap<>();
        names.forEach(name -> trials.put(name, new DriftTrial(seeds)));
        IntStream.range(0, seeds).parallel().forEach(repetition -> {
            // The same draws for everything that watches.
            SplittableRandom random = new SplittableRandom(7919L * repetition + perWeek);
            List<T> baseline = draws(before, Watcher.BASELINE, random);
            SplittableRandom changing = random.split();
            List<T> quietWeeks = draws(before, QUIET_WEEKS * perWeek, changing);
            year(
                    begun(fresh.apply(perWeek), Stream.of(baseline, quietWeeks)),
                    draws(after, YEAR * perWeek, changing),
                    (raised, n) -> named(trials, raised.name()).seen(repetition, (double) n / perWeek));
            year(
                    begun(fresh.apply(perWeek), Stream.of(baseline)),
                    draws(before, YEAR * perWeek, random.split()),
                    (raised, n) -> named(trials, raised.name()).falselySeen(repetition, raised, (double) n / perWeek));
        });
        return trials;
    }

    private static <T> List<T> draws(List<T> rows, int count, SplittableRandom random) {
        return random.ints(count, 0, rows.size()).mapToObj(rows::get).toList();
    }

    /// What a watch alarms about before the time that counts is passed over.
    private static <T> Function<T, List<Raised>> begun(Function<T, List<Raised>> watch, Stream<List<T>> before) {
        before.flatMap(List::stream).forEach(row -> {
            List<Raised> unused = watch.apply(row);
        });
        return watch;
    }

    private static <T> void year(Function<T, List<Raised>> watch, List<T> rows, ObjIntConsumer<Raised> alarm) {
        for (int n = 1; n <= rows.size(); n++) {
            for (Raised raised : watch.apply(rows.get(n - 1))) {
                alarm.accept(raised, n);
            }
        }
    }

    private static DriftTrial named(Map<String, DriftTrial> trials, String name) {
        return Objects.requireNonNull(trials.get(name), name);
    }

    private void seen(int repetition, double week) {
        delays[repetition] = Math.min(delays[repetition], week);
    }

    private void falselySeen(int repetition, Raised raised, double week) {
        firstFalse[repetition] = Math.min(firstFalse[repetition], week);
        falseAlarms[repetition] += raised.again() ? 0 : 1;
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
        return Arrays.stream(falseAlarms).average().orElse(0);
    }

    /// Says when it falsely alarms more than once a year.
    void report(String what, Broken broken) {
        broken.atMostOneAYear("drift, " + what, Arrays.stream(falseAlarms));
    }

    private static double share(double[] weeks, double limit) {
        return (double) Arrays.stream(weeks).filter(week -> week <= limit).count() / weeks.length;
    }

    /// The columns of [#cells].
    static String header(String name) {
        return " " + name + ": seen | weeks | false a year |";
    }

    /// Share seen within a year; median and 90th percentile of the delay; false alarms in a quiet year.
    String cells() {
        return Markdown.percent(seenWithin(YEAR)) + " | " + weeks(0.5) + " (" + weeks(0.9) + ") | "
                + String.format(Locale.ROOT, "%.2f", falsePerYear());
    }

    private String weeks(double quantile) {
        double[] sorted = delays.clone();
        Arrays.sort(sorted);
        double value = sorted[(int) Math.ceil(quantile * sorted.length) - 1];
        return Double.isInfinite(value) ? "–" : String.format(Locale.ROOT, "%.1f", value);
    }
}
