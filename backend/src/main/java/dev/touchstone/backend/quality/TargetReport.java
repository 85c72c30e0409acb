package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.quality.QualityTargets;
import dev.touchstone.api.quality.QualityTargets.Metric;
import dev.touchstone.api.quality.QualityTargets.Standing;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.estimate.ReviewTime;
import dev.touchstone.stats.estimate.Target;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a pipeline is held to, with where it stands. Thread-safe.
public final class TargetReport {
    private static final double MOST_REVIEWED = 0.10;
    private static final double MOST_CORRECTED = 0.05;
    private static final double MOST_SECONDS = 120;
    private static final int FEWEST_TIMES = 20;
    private static final int QUARTER_DAYS = 91;

    private final Database database;
    private final Observations observations;
    private final InstantSource clock;

    public TargetReport(Database database, Observations observations, InstantSource clock) {
        this.database = database;
        this.observations = observations;
        this.clock = clock;
    }

    public QualityTargets of(PipelineName pipeline, Period period, double level) {
        Observed observed = observations.of(pipeline, period, clock.millis());
        Effort effort = effort(pipeline, period, observed.outputs(), level);
        return new QualityTargets(
                Selection.all(pipeline, period).wire(),
                clock.instant(),
                List.of(
                        effort.humanReviewRate(),
                        correctionRate(observed, level),
                        effort.timeToReview(),
                        effort.timeToDecision(),
                        improvement(pipeline, level, clock.millis())));
    }

    /// What reviewing took of people.
    public record Effort(Metric humanReviewRate, Metric timeToReview, Metric timeToDecision) {}

    /// The metrics that are counted and timed, without the estimates.
    ///
    /// @param outputs delivered in the period, N
    public Effort effort(PipelineName pipeline, Period period, long outputs, double level) {
        List<TargetDao.Times> times = database.reader()
                .withExtension(TargetDao.class, dao -> dao.times(pipeline, period.fromHour(), period.toHour()));
        double[] seconds = times.stream()
                .map(TargetDao.Times::seconds)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] waited = times.stream()
                .mapToDouble(time -> Math.max(0, time.waitedMs()) / 1000.0)
                .toArray();
        return new Effort(
                humanReviewRate(pipeline, period, outputs, level),
                time("time_to_review", seconds, outputs, MOST_SECONDS, level),
                time("time_to_decision", waited, outputs, null, level));
    }

    /// Counted, not estimated: the interval is the value.
    private Metric humanReviewRate(PipelineName pipeline, Period period, long outputs, double level) {
        if (outputs == 0) {
            return nothing("human_review_rate", "share", MOST_REVIEWED, "there are no outputs in this period");
        }
        long reviewed = database.reader()
                .withExtension(
                        TargetDao.class, dao -> dao.outputsUnderReview(pipeline, period.fromHour(), period.toHour()));
        double rate = Math.min(1, (double) reviewed / outputs);
        return new Metric(
                "human_review_rate",
                new Metric.Measured(rate, new Range(rate, rate, level), null, "share"),
                new Metric.Basis(outputs, outputs, "counted"),
                new Metric.Goal(MOST_REVIEWED, standing(rate, rate, MOST_REVIEWED), true),
                null);
    }

    private static Metric correctionRate(Observed observed, double level) {
        QualityFigure figure = new QualityEstimator(observed, level, Target.FINITE)
                .group("all", null)
                .figure("correction_rate")
                .orElseThrow();
        Range interval = figure.interval();
        return new Metric(
                figure.metric(),
                new Metric.Measured(figure.value(), interval, null, "share"),
                new Metric.Basis(figure.reviewed(), figure.population(), figure.method()),
                new Metric.Goal(
                        MOST_CORRECTED,
                        interval == null
                                ? Standing.UNKNOWN
                                : standing(interval.lower(), interval.upper(), MOST_CORRECTED),
                        figure.enough()),
                figure.note());
    }

    private static Metric time(String name, double[] seconds, long population, @Nullable Double target, double level) {
        if (seconds.length == 0) {
            return nothing(name, "seconds", target, "no decided review of this period says how long it took");
        }
        ReviewTime time = ReviewTime.of(seconds, level);
        Range interval = time.medianInterval()
                .map(found -> new Range(found.lower(), found.upper(), found.level()))
                .orElse(null);
        boolean enough = seconds.length >= FEWEST_TIMES;
        return new Metric(
                name,
                new Metric.Measured( // A median of three times, say, would be a number without an interval.
                        interval == null ? null : time.median(),
                        interval,
                        interval == null ? null : time.p90(),
                        "seconds"),
                new Metric.Basis(seconds.length, population, "median, interval between order statistics"),
                new Metric.Goal(
                        target,
                        target == null || interval == null
                                ? Standing.UNKNOWN
                                : standing(interval.lower(), interval.upper(), target),
                        enough),
                enough ? null : "not enough reviews: " + (FEWEST_TIMES - seconds.length) + " more");
    }

    /// How far the error rate fell: the last 91 days against the 91 before. Positive is better.
    private Metric improvement(PipelineName pipeline, double level, long now) {
        Period quarter = Period.lastDays(QUARTER_DAYS, clock.instant());
        QualityFigure current = approval(observations.of(pipeline, quarter, now), level);
        QualityFigure before = approval(observations.of(pipeline, quarter.before(), now), level);
        QualityReport.Difference difference = Comparisons.difference(current, before);
        Range interval = difference.interval();
        return new Metric(
                "quarterly_improvement",
                new Metric.Measured(difference.value(), interval, null, "difference"),
                new Metric.Basis(
                        current.reviewed() + before.reviewed(),
                        current.population() + before.population(),
                        difference.method() + " of the approval rate, 91 days against the 91 before"),
                new Metric.Goal(
                        0.0,
                        interval == null ? Standing.UNKNOWN : standing(-interval.upper(), -interval.lower(), 0),
                        current.enough() && before.enough()),
                difference.note());
    }

    private static QualityFigure approval(Observed observed, double level) {
        return new QualityEstimator(observed, level, Target.PROCESS)
                .group("all", null)
                .figure("approval_rate")
                .orElseThrow();
    }

    private static Standing standing(double lower, double upper, double target) {
        if (upper < target) {
            return Standing.MET;
        }
        return lower >= target ? Standing.MISSED : Standing.OPEN;
    }

    private static Metric nothing(String name, String unit, @Nullable Double target, String why) {
        return new Metric(
                name,
                new Metric.Measured(null, null, null, unit),
                new Metric.Basis(0, 0, "none"),
                new Metric.Goal(target, Standing.UNKNOWN, false),
                why);
    }
}
