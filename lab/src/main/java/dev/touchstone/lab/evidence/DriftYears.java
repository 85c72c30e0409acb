package dev.touchstone.lab.evidence;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.DriftRules;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.lab.recorded.Markdown;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Simulated years of pipelines with one series, by the product's own detectors under default rules: how often they
/// page though nothing has become worse, and how soon they see that errors have doubled.
///
/// @param name of the kind of pipeline
/// @param policy its `drift` section, as JSON
/// @param burst audits of the first day, before the even ones
/// @param baselineWeeks weeks before the year that counts
/// @param rate of errors in each week
record DriftYears(String name, String policy, int burst, int baselineWeeks, IntToDoubleFunction rate) {
    static final int PER_WEEK = 100;
    private static final int YEAR = 52;
    private static final int QUIET = 8;
    private static final double[] CYCLE = {0.03, 0.05, 0.07, 0.05};

    /// The share of pipelines whose baselines look best.
    private static final double UNLUCKY = 0.15;

    static List<DriftYears> all() {
        return List.of(
                new DriftYears("stable, 5 %", "{}", 0, 4, week -> 0.05),
                new DriftYears("stable, baseline of 1,000", "{\"baseline_reviews\": 1000}", 0, 10, week -> 0.05),
                new DriftYears("four weeks of 3 to 7 %", "{}", 0, 4, week -> CYCLE[week % 4]),
                new DriftYears(
                        "the same, with `season_weeks: 4`",
                        "{\"season_weeks\": 4, \"baseline_reviews\": 800}",
                        0,
                        8,
                        week -> CYCLE[week % 4]),
                new DriftYears("1,500 audits on the first day", "{}", 1500, 0, week -> 0.05));
    }

    /// One pipeline's year.
    ///
    /// @param inBaseline errors among the first audits, of which the baseline is
    record Year(int inBaseline, int pages) {}

    private final class Pipeline {
        private final Watch watch;
        private final SplittableRandom random;
        private final int baseline;
        private int fed;

        Pipeline(long seed) {
            WatchRules rules = WatchRules.of(Json.read(policy, DriftRules.class));
            baseline = rules.baselineReviews();
            watch = Watch.start(rules);
            random = new SplittableRandom(seed);
        }

        /// @return the errors of the baseline among them, and the alarms that begin
        Year feed(int audits, double errorRate) {
            int errors = 0;
            int pages = 0;
            for (int i = 0; i < audits; i++) {
                boolean wrong = random.nextDouble() < errorRate;
                errors += wrong && fed < baseline ? 1 : 0;
                AuditFact fact = AuditFact.of(new ReviewId("r"), atMs(fed++), "v", wrong);
                pages += (int) watch.next(fact).stream()
                        .filter(raised -> !raised.again())
                        .count();
            }
            return new Year(errors, pages);
        }
    }

    private long atMs(int n) {
        return Duration.ofDays(7)
                .multipliedBy(Math.max(0, n - burst))
                .dividedBy(PER_WEEK)
                .toMillis();
    }

    /// The row of the table: pages of quiet years, then weeks until twice the errors are seen.
    String row(int years) {
        List<Year> quiet =
                IntStream.range(0, years).parallel().mapToObj(this::quiet).toList();
        double[] delays = IntStream.range(0, years / 4)
                .parallel()
                .mapToDouble(this::delay)
                .sorted()
                .toArray();
        List<Year> unlucky = quiet.stream()
                .sorted((one, other) -> Integer.compare(one.inBaseline(), other.inBaseline()))
                .limit(Math.round(UNLUCKY * years))
                .toList();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %s | %s | %.2f | %.1f (%.1f) |",
                name,
                years,
                mean(quiet),
                Markdown.percent(share(quiet, 0)),
                Markdown.percent(share(quiet, 1)),
                mean(unlucky),
                delays[delays.length / 2],
                delays[delays.length * 9 / 10]);
    }

    private static double mean(List<Year> years) {
        return years.stream().mapToInt(Year::pages).average().orElse(0);
    }

    private static double share(List<Year> years, int most) {
        return (double) years.stream().filter(year -> year.pages() > most).count() / years.size();
    }

    Year quiet(int seed) {
        if (!seasonal()) {
            QuietYear quick = quick(seed);
            if (!quick.mayPage()) {
                return new Year(quick.inBaseline(), 0);
            }
        }
        return watched(seed);
    }

    private boolean seasonal() {
        return WatchRules.of(Json.read(policy, DriftRules.class)).season() > 1;
    }

    private static long quietSeed(int seed) {
        return 104_729L * seed + 1;
    }

    /// The same audits as in [#watched], in the same order.
    QuietYear quick(int seed) {
        WatchRules rules = WatchRules.of(Json.read(policy, DriftRules.class));
        QuietYear quick = new QuietYear(rules.baselineReviews(), PER_WEEK, rules.years());
        SplittableRandom random = new SplittableRandom(quietSeed(seed));
        for (int i = 0; i < burst; i++) {
            quick.next(random.nextDouble() < rate.applyAsDouble(0));
        }
        for (int week = 0; week < baselineWeeks + YEAR; week++) {
            for (int i = 0; i < PER_WEEK; i++) {
                quick.next(random.nextDouble() < rate.applyAsDouble(week));
            }
        }
        return quick;
    }

    /// By the product's own watch.
    Year watched(int seed) {
        Pipeline pipeline = new Pipeline(quietSeed(seed));
        int errors = pipeline.feed(burst, rate.applyAsDouble(0)).inBaseline();
        int pages = 0;
        for (int week = 0; week < baselineWeeks + YEAR; week++) {
            Year fed = pipeline.feed(PER_WEEK, rate.applyAsDouble(week));
            errors += fed.inBaseline();
            pages += week < baselineWeeks ? 0 : fed.pages();
        }
        return new Year(errors, pages);
    }

    /// A year when it is not seen. What was open before counts as seen with the next evidence, as people hear of it.
    private double delay(int seed) {
        Pipeline pipeline = new Pipeline(130_363L * seed + 2);
        pipeline.feed(burst, rate.applyAsDouble(0));
        int quiet = baselineWeeks + QUIET;
        for (int week = 0; week < quiet; week++) {
            pipeline.feed(PER_WEEK, rate.applyAsDouble(week));
        }
        for (int n = 1; n <= YEAR * PER_WEEK; n++) {
            boolean wrong = pipeline.random.nextDouble() < 2 * rate.applyAsDouble(quiet + n / PER_WEEK);
            AuditFact fact = AuditFact.of(new ReviewId("r"), atMs(pipeline.fed++), "v", wrong);
            if (!pipeline.watch.next(fact).isEmpty()) {
                return (double) n / PER_WEEK;
            }
        }
        return YEAR;
    }

    /// The document.
    static String document(int years) {
        StringBuilder text = new StringBuilder(Text.DRIFT_YEARS.formatted(years, PER_WEEK));
        text.append("\n| pipeline | years | pages a year | any | more than one | pages of the unlucky 15 % |")
                .append(" twice the errors: weeks |\n|---|---:|---:|---:|---:|---:|---:|\n");
        all().forEach(one -> text.append(one.row(years)).append('\n'));
        return text.toString();
    }
}
