package dev.touchstone.backend.drift;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.drift.watch.Baseline;
import dev.touchstone.backend.drift.watch.Promise;
import dev.touchstone.backend.drift.watch.Watch;
import dev.touchstone.backend.drift.watch.WatchRules;
import dev.touchstone.backend.drift.watch.Week;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.sequential.DetectionDelay;
import dev.touchstone.stats.sequential.DriftBaseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How soon the alarms about all outputs of a pipeline would see a drop, as they are set now: with its floor, its
/// frozen baseline, the number of its series and the years of its promise. Thread-safe.
public final class DelayForecast {
    private static final int QUIET_WEEKS = 8;

    private final Database database;
    private final Pipelines pipelines;

    public DelayForecast(Database database, Pipelines pipelines) {
        this.database = database;
        this.pipelines = pipelines;
    }

    /// The median number of weeks. Before the baseline is frozen, one that hits the present rate is assumed.
    ///
    /// @param before the present error rate, in (0, 1)
    /// @param after what it rises to, in (0, 1]
    /// @param perWeek audits a week, above 0
    /// @return empty when nothing that is watched would see it, or only after ten thousand audits
    public OptionalDouble weeks(PipelineName name, double before, double after, double perWeek) {
        WatchRules rules = WatchRules.of(pipelines.require(name).policy().drift());
        Optional<Watch> watch = database.reader()
                .withExtension(WatchDao.class, dao -> dao.find(name))
                .filter(WatchRow::usable)
                .flatMap(row -> Watch.from(row.state(), rules));
        return weeks(rules, watch, before, after, perWeek);
    }

    /// @param watch empty when nothing was fed yet
    static OptionalDouble weeks(WatchRules rules, Optional<Watch> watch, double before, double after, double perWeek) {
        List<Double> tolerated = new ArrayList<>();
        if (rules.floor() != null) {
            tolerated.add(DriftBaseline.eps0OfFloor(rules.floor()));
        }
        if (rules.regression()) {
            tolerated.add(watch.map(known -> known.baselines().get(Watch.ALL))
                    .filter(Baseline::usable)
                    .map(Baseline::eps0)
                    .orElseGet(() -> expected(rules, before)));
        }
        tolerated.removeIf(eps0 -> eps0 >= Math.min(after, 1));
        if (tolerated.isEmpty()) {
            return OptionalDouble.empty();
        }
        int own = (rules.floor() == null ? 0 : 1) + (rules.regression() ? 1 : 0);
        int series = Math.max(own, watch.map(known -> known.promise().series()).orElse(0));
        double threshold = new Promise(series, rules.years()).threshold(Math.max(Week.LEAST_A_WEEK, perWeek));
        OptionalDouble reviews = DetectionDelay.median(
                tolerated, Math.min(1, 1 / threshold), before, Math.min(1, after), Math.round(QUIET_WEEKS * perWeek));
        return reviews.isEmpty() ? reviews : OptionalDouble.of(reviews.getAsDouble() / perWeek);
    }

    private static double expected(WatchRules rules, double rate) {
        long errors = Math.min(Math.round(rate * rules.baselineReviews()), rules.baselineReviews() - 1);
        return DriftBaseline.eps0(errors, rules.baselineReviews(), DriftBaseline.DEFAULT_GAMMA);
    }
}
