package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.ReviewNeeds;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.stats.estimate.Target;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// `GET /v1/review-needs`
public final class ReviewNeedsRoutes {
    private static final int LOOK_BACK_DAYS = 28;
    private static final double USUAL = 0.95;

    private final Observations observations;
    private final SelectionQuery selections;
    private final AlarmForecast alarms;
    private final InstantSource clock;

    public ReviewNeedsRoutes(
            Observations observations, Pipelines pipelines, AlarmForecast alarms, InstantSource clock) {
        this.observations = observations;
        this.selections = new SelectionQuery(pipelines, clock);
        this.alarms = alarms;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/v1/review-needs",
                        "getReviewNeeds",
                        "How many reviews an interval or seeing a drop takes, and what today's pace can see.")
                .scope(Scope.OUTPUTS_READ)
                .query("pipeline", "The pipeline; required unless the key belongs to one.")
                .query("drop", "In the approval rate, 0.001 to 0.9; default 0.05.")
                .query("weeks", "Within which to see it, 1 to 52; default 2.")
                .query("reviews_per_week", "Plan with this pace instead of the present one.")
                .answers(ReviewNeeds.class)
                .by(this::get));
    }

    private ReviewNeeds get(Call call) {
        PipelineName pipeline = selections.pipeline(call);
        double drop = SelectionQuery.number(call, "drop", 0.05, 0.001, 0.9);
        int weeks = call.queryInt("weeks", 2, 1, 52);
        Observed observed = observations.of(pipeline, Period.lastDays(LOOK_BACK_DAYS, clock.instant()), clock.millis());
        double present = observed.reviews().stream()
                        .filter(review -> review.audited() && review.decided())
                        .count()
                / (LOOK_BACK_DAYS / 7.0);
        double pace = SelectionQuery.number(call, "reviews_per_week", present, 0, 1_000_000);
        ReviewPlanner planner = planner(pipeline, observed, pace);
        return planner.of(drop, weeks, alarmWeeks(planner, drop));
    }

    private @Nullable Double alarmWeeks(ReviewPlanner planner, double drop) {
        double errors = 1 - planner.rate();
        if (planner.perWeek() == 0 || errors + drop > 1) {
            return null;
        }
        OptionalDouble weeks = alarms.weeks(planner.pipeline(), errors, errors + drop, planner.perWeek());
        return weeks.isPresent() ? weeks.getAsDouble() : null;
    }

    private static ReviewPlanner planner(PipelineName pipeline, Observed observed, double pace) {
        QualityFigure approval = new QualityEstimator(observed, 0.95, Target.PROCESS)
                .group("all", null)
                .figure("approval_rate")
                .orElseThrow();
        Double value = approval.enough() ? approval.value() : null;
        long n = approval.reviewed();
        // Never 0 or 1: with those no sample would ever vary.
        double rate = value == null ? USUAL : (value * n + 0.5) / (n + 1);
        double effective = approval.effective() == null ? (double) n : approval.effective();
        return new ReviewPlanner(pipeline, rate, value == null, Math.round(Math.min((double) n, effective)), pace);
    }
}
