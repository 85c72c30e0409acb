package dev.touchstone.lab.active;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.DriftRules;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.stats.sequential.Stake;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Simulated years of drift alarms under audits by a judge, by the product's own detectors under default rules:
/// how often they page though nothing has become worse, and how soon they see that errors have doubled. The
/// first weeks, of which the baseline is, are audited plainly, as a pipeline's are.
///
/// @param judge what is audited by
/// @param way what of the audit is fed
record ActiveDrift(Judge judge, Way way) {
    private static final double RATE = 0.05;
    private static final double FLOOR = 0.25;
    private static final int OUTPUTS_A_WEEK = 2000;
    private static final double ERROR = 0.05;
    private static final int BASELINE_WEEKS = 5;
    private static final int QUIET_WEEKS = 8;
    private static final int YEAR = 52;
    /// @param sensitivity share of what is wrong that it finds
    /// @param falseFlags share of what is right that it takes for wrong
    record Judge(String name, double sensitivity, double falseFlags) {
        /// The rates of the two bands by the formula of the product, for the error rate they were learnt at.
        double rate(boolean flagged) {
            double share = ERROR * sensitivity + (1 - ERROR) * falseFlags;
            double bad = deviation(ERROR * sensitivity / share);
            double good = deviation(ERROR * (1 - sensitivity) / (1 - share));
            double mean = share * bad + (1 - share) * good;
            return RATE * (FLOOR + (1 - FLOOR) * (flagged ? bad : good) / mean);
        }

        private static double deviation(double rate) {
            return Math.sqrt(rate * (1 - rate));
        }
    }

    /// What is fed.
    enum Way {
        PLAIN("plain"),
        WEIGHTED("active, weighted"),
        FLOOR_ONLY("active, floor only");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    /// One pipeline.
    private final class Pipeline {
        private final Watch watch = Watch.start(WatchRules.of(Json.read("{}", DriftRules.class)));
        private final SplittableRandom random;
        private long outputs;
        private long reviews;

        Pipeline(long seed) {
            random = new SplittableRandom(seed);
        }

        /// @return whether an alarm began or was raised again
        boolean next(double error, boolean plainly) {
            boolean wrong = random.nextDouble() < error;
            boolean flagged = random.nextDouble() < (wrong ? judge.sensitivity() : judge.falseFlags());
            double u = random.nextDouble();
            double rate = plainly ? RATE : judge.rate(flagged);
            long atMs = Duration.ofDays(7)
                    .multipliedBy(outputs++)
                    .dividedBy(OUTPUTS_A_WEEK)
                    .toMillis();
            if (u >= rate) {
                return false;
            }
            reviews++;
            AuditFact fact = plainly
                    ? AuditFact.of(new ReviewId("r"), atMs, "v", wrong)
                    : fact(atMs, wrong, u, new Stake(RATE / rate, 1 / FLOOR));
            return !watch.next(fact).isEmpty();
        }

        private AuditFact fact(long atMs, boolean wrong, double u, Stake weighted) {
            boolean common = u < FLOOR * RATE;
            Stake floorOnly = common ? Stake.WHOLE : null;
            return new AuditFact(
                    new ReviewId("r"),
                    atMs,
                    "v",
                    "all",
                    new AuditFact.Part(common, false, way == Way.WEIGHTED ? weighted : floorOnly),
                    new AuditFact.Said(wrong, AuditFact.Speech.FULL, Map.of()),
                    null,
                    null);
        }
    }

    private Pipeline begun(long seed) {
        Pipeline pipeline = new Pipeline(seed);
        for (int n = 0; n < BASELINE_WEEKS * OUTPUTS_A_WEEK; n++) {
            pipeline.next(ERROR, true);
        }
        pipeline.reviews = 0;
        return pipeline;
    }

    /// @param pages alarms in a year without a change
    private record Year(int pages, long reviews) {}

    private Year quiet(int seed) {
        Pipeline pipeline = begun(7919L * seed + 3);
        int pages = 0;
        for (int n = 0; n < YEAR * OUTPUTS_A_WEEK; n++) {
            pages += pipeline.next(ERROR, way == Way.PLAIN) ? 1 : 0;
        }
        return new Year(pages, pipeline.reviews);
    }

    /// A year when it is not seen.
    private double delay(int seed) {
        Pipeline pipeline = begun(15_485_863L * seed + 5);
        for (int n = 0; n < QUIET_WEEKS * OUTPUTS_A_WEEK; n++) {
            pipeline.next(ERROR, way == Way.PLAIN);
        }
        for (int n = 1; n <= YEAR * OUTPUTS_A_WEEK; n++) {
            if (pipeline.next(2 * ERROR, way == Way.PLAIN)) {
                return (double) n / OUTPUTS_A_WEEK;
            }
        }
        return YEAR;
    }

    /// What some simulated years came to.
    record Result(double reviewsAWeek, double pagesAYear, double any, double weeks, double slowWeeks) {}

    Result result(int years) {
        Year[] quiet =
                IntStream.range(0, years).parallel().mapToObj(this::quiet).toArray(Year[]::new);
        double[] delays = IntStream.range(0, Math.max(20, years / 4))
                .parallel()
                .mapToDouble(this::delay)
                .sorted()
                .toArray();
        double pages = 0;
        double any = 0;
        double reviews = 0;
        for (Year year : quiet) {
            pages += year.pages();
            any += year.pages() > 0 ? 1 : 0;
            reviews += year.reviews();
        }
        return new Result(
                reviews / years / YEAR,
                pages / years,
                any / years,
                delays[delays.length / 2],
                delays[delays.length * 9 / 10]);
    }

    private String row(Result result, @Nullable Result plain) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.2f | %s | %.1f (%.1f) | %s |",
                way == Way.PLAIN ? "–" : judge.name(),
                way.title,
                result.reviewsAWeek(),
                result.pagesAYear(),
                Markdown.percent(result.any()),
                result.weeks(),
                result.slowWeeks(),
                plain == null ? "" : String.format(Locale.ROOT, "%.2f", result.weeks() / plain.weeks()));
    }

    /// The part of the document about drift.
    static String document(int years) {
        StringBuilder text = new StringBuilder("""
            ## Drift under active audits

            Pipelines of 2,000 outputs a week with 5 %% wrong, audited at 5 %%: plainly, or by a judge that goes on finding the
            same share of what is wrong. **Weighted**, which is what the product does: every review is fed, with r/π of the usual
            bet. **Floor only**: just {u < floor · r}, a plain sample of a quarter of the reviews. %d years without any change, and
            a quarter as many in which errors double after eight quiet weeks; baselines of 400 reviews, one series, default
            rules. Weeks are medians, the 90th percentile in brackets.

            | judge | audit | reviews a week | pages a year | any | twice the errors: weeks | of the plain audit's |
            |---|---|---:|---:|---:|---:|---:|
            """.formatted(years));
        Judge good = new Judge("finds 0.7, false flags 0.05", 0.7, 0.05);
        Judge better = new Judge("finds 0.9, false flags 0.02", 0.9, 0.02);
        ActiveDrift plainly = new ActiveDrift(good, Way.PLAIN);
        Result plain = plainly.result(years);
        text.append(plainly.row(plain, null)).append('\n');
        for (Judge judge : new Judge[] {good, better}) {
            for (Way way : new Way[] {Way.WEIGHTED, Way.FLOOR_ONLY}) {
                ActiveDrift active = new ActiveDrift(judge, way);
                text.append(active.row(active.result(years), plain)).append('\n');
            }
        }
        return text.toString();
    }
}
