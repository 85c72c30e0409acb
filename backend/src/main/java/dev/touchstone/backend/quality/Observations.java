package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.audit.AuditPlans;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.backend.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what was observed of a pipeline in a period. Thread-safe.
public final class Observations {
    private final Database database;

    public Observations(Database database) {
        this.database = database;
    }

    /// Asks for clusters where the outputs seem to have some; empty when there is nothing to ask for.
    Optional<String> clusterHint(Observed observed) {
        return new ClusterHint(database).of(observed);
    }

    /// Everything that is known about the outputs of a period.
    public Observed of(PipelineName pipeline, Period period, long nowMs) {
        return read(pipeline, period, nowMs, true);
    }

    /// The same without what decisions say of attributes, for whom figures about whole outputs are enough.
    public Observed wholeOutputs(PipelineName pipeline, Period period, long nowMs) {
        return read(pipeline, period, nowMs, false);
    }

    /// Reviews before counters: outputs that arrive in between are counted and not yet drawn, never the reverse.
    private Observed read(PipelineName pipeline, Period period, long nowMs, boolean attributes) {
        return database.reader().withHandle(handle -> {
            ObservedDao dao = handle.attach(ObservedDao.class);
            List<ReviewFact> drawn =
                    new ArrayList<>(dao.reviews(pipeline, period.fromHour(), period.toHour(), nowMs, attributes));
            drawn.addAll(dao.unreviewable(pipeline, period.fromHour(), period.toHour()));
            Map<Integer, Set<Double>> auditRates = new HashMap<>();
            AuditPlans.of(handle, pipeline).forEach(plan -> auditRates.put(plan.policyVersion(), plan.rates()));
            return new Observed(
                    onePerOutput(drawn), dao.population(pipeline, period.fromHour(), period.toHour()), auditRates);
        });
    }

    /// An output may be drawn and reviewed more than once; it counts once, by the latest review that was answered, with
    /// the largest probability that any draw gave it: all of them cut the same key.
    private static List<ReviewFact> onePerOutput(List<ReviewFact> reviews) {
        Map<String, ReviewFact> latest = new LinkedHashMap<>();
        for (ReviewFact review : reviews) {
            latest.merge(review.outputId().value(), review, (a, b) -> {
                ReviewFact counting = b.decided() || !a.decided() ? b : a;
                return counting.withInclusion(Math.max(a.inclusion(), b.inclusion()));
            });
        }
        return new ArrayList<>(latest.values());
    }
}
