package dev.touchstone.backend.quality.audit;

import dev.touchstone.api.policy.AuditRules;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.quality.AuditAdvice;
import dev.touchstone.backend.audit.AuditPlan;
import dev.touchstone.stats.sampling.ActiveAuditGain;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says whether an active audit would pay, before and while there is one.
public final class AuditAdvisor {
    private static final double DEFAULT_FLOOR = 0.25;

    private final AuditPlanner planner;

    public AuditAdvisor(AuditPlanner planner) {
        this.planner = planner;
    }

    /// @param score that the audit would go by
    AuditAdvice of(Pipeline pipeline, AuditScore score) {
        AuditRules rules = pipeline.policy().audit();
        double floor = rules == null ? DEFAULT_FLOOR : rules.floor();
        double rate = pipeline.policy().auditRate();
        ScoredTraffic known = planner.known(pipeline, score);
        if (rate == 0 || !known.enough()) {
            return new AuditAdvice(
                    pipeline.name(),
                    score,
                    new AuditAdvice.Learnt(known.labels().size(), known.wrong()),
                    AuditAdvice.Outcome.TOO_FEW_AUDITS,
                    new AuditAdvice.Saving(null, null),
                    tooFew(known, rate, score),
                    List.of(),
                    inForce(pipeline));
        }
        ActiveAuditGain gain = known.gain(rate, floor);
        return new AuditAdvice(
                pipeline.name(),
                score,
                new AuditAdvice.Learnt(known.labels().size(), known.wrong()),
                gain.worthwhile() ? AuditAdvice.Outcome.FEWER_REVIEWS : AuditAdvice.Outcome.KEEP_PLAIN,
                new AuditAdvice.Saving(gain.cost(), gain.error()),
                words(gain, known.labels().size()),
                gain.worthwhile() ? wire(AuditPlanner.bands(known, rate, floor)) : List.of(),
                inForce(pipeline));
    }

    private static String tooFew(ScoredTraffic known, double rate, AuditScore score) {
        if (rate == 0) {
            return "The audit rate is 0: there is nothing to spend better. Set audit_rate above 0.";
        }
        int labels = known.labels().size();
        if (labels < ScoredTraffic.LEAST_LABELS) {
            return "Only " + labels + " decided audits of the last 90 days have this score; with "
                    + ScoredTraffic.LEAST_LABELS + " one can tell."
                    + (score == AuditScore.JUDGE ? " Give judge.share at least the audit rate." : "");
        }
        return "No output of the last days has this score, so nobody can tell what bands would hold.";
    }

    private static String words(ActiveAuditGain gain, int audits) {
        String from = " (from " + audits + " audits)";
        if (gain.worthwhile()) {
            return String.format(
                    Locale.ROOT, "About %.0f %% fewer reviews for the same interval%s.", 100 * (1 - gain.cost()), from);
        }
        return gain.promising()
                ? "These audits cannot tell the gain of this score from chance; keep the plain audit until there are more"
                        + from + "."
                : "This score does not tell right from wrong; keep the plain audit" + from + ".";
    }

    private AuditAdvice.@Nullable InForce inForce(Pipeline pipeline) {
        return planner.inForce(pipeline)
                .map(plan -> new AuditAdvice.InForce(
                        plan.policyVersion(), plan.score(), plan.createdAt(), wire(plan.bands())))
                .orElse(null);
    }

    private static List<AuditAdvice.Band> wire(List<AuditPlan.Band> bands) {
        return bands.stream()
                .map(band -> new AuditAdvice.Band(band.from(), band.share(), band.errorRate(), band.rate()))
                .toList();
    }
}
