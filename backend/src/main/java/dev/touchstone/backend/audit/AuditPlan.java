package dev.touchstone.backend.audit;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.routing.AuditBands;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The bands of one policy version's active audit. Made once, and never changed.
///
/// @param score what it goes by
/// @param rate the policy's audit rate
/// @param floorRate below which no output is audited
/// @param bands by ascending score
/// @param labels verdicts it was learnt from
/// @param cost reviews for the same interval over those of a plain audit, as was expected
public record AuditPlan(
        PipelineName pipeline,
        int policyVersion,
        AuditScore score,
        double rate,
        double floorRate,
        List<Band> bands,
        long labels,
        double cost,
        Instant createdAt) {
    public AuditPlan {
        bands = List.copyOf(bands);
    }

    /// One band.
    ///
    /// @param from its lowest score, 0 to 1
    /// @param share of the traffic it was expected to have, 0 to 1
    /// @param labels verdicts it was learnt from
    /// @param errorRate what these showed, 0 to 1
    /// @param rate of the audit within it, in (0, 1]
    public record Band(double from, double share, long labels, double errorRate, double rate) {}

    /// What routing needs of it.
    public AuditBands routed() {
        return new AuditBands(
                score == AuditScore.CONFIDENCE,
                rate,
                floorRate,
                bands.stream()
                        .map(band -> new AuditBands.Band(band.from(), band.rate()))
                        .toList());
    }

    /// Every rate at which its policy version audits what is not doubtful: outputs of one rate were drawn
    /// alike.
    public Set<Double> rates() {
        Set<Double> rates = new HashSet<>(Set.of(rate));
        if (score == AuditScore.JUDGE) {
            rates.add(floorRate);
        }
        bands.forEach(band -> rates.add(band.rate()));
        return rates;
    }

    record StoredBands(List<Band> bands) {}

    String storedBands() {
        return Json.write(new StoredBands(bands));
    }
}
