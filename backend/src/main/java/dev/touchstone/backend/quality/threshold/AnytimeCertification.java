package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.stats.confidence.AnytimeCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.confidence.ThresholdPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks for the lowest threshold that keeps its promise, whenever and however often anybody asks. Pure.
///
/// @param arrivals everything since the trial began, in the order in which it came; what is not due yet, as
///     wrong, so that it does not matter which is judged first
/// @param audits of the period asked for, without what is not due yet, each of weight 1
/// @param traffic the confidences of everything in that period, reviewed or not
/// @param auditRate with which auto-approved outputs would go on being reviewed
/// @param alpha tolerated error rate, in (0, 1)
/// @param delta probability of a broken promise that the trial may spend, in (0, 1)
public record AnytimeCertification(
        List<ScoredOutput> arrivals,
        List<ScoredOutput> audits,
        Traffic traffic,
        double auditRate,
        double alpha,
        double delta) {
    private static final double LEAST_PER_ALPHA = 8;

    public AnytimeCertification {
        arrivals = List.copyOf(arrivals);
        audits = List.copyOf(audits);
    }

    /// Whether there are enough audits to plan a trial.
    boolean mayBegin() {
        return traffic.confident() > 0 && audits.size() >= leastAudits(alpha, delta);
    }

    /// What a trial that begins now would test.
    public ThresholdPlan plan() {
        return ThresholdPlan.of(traffic.points(), audits.size(), alpha);
    }

    /// The answer while there are too few audits for a trial.
    ThresholdAdvice.Certificate tooEarly(String name, @Nullable Double current) {
        long missing = Math.max(1, leastAudits(alpha, delta) - audits.size());
        String why = audits.isEmpty() || traffic.confident() == 0
                ? "None can be certified, because there are no decided audits with a confidence yet."
                : "None can be certified, because " + audits.size() + " audits are too few to test any threshold at "
                        + Numbers.percent(alpha) + ". About " + missing + " more audits would do, if all are right.";
        return new ThresholdAdvice.Certificate(
                name, null, why, missing, null, audits.isEmpty() ? List.of() : curve(List.of(), current));
    }

    /// @param trial to which the plan belongs; null where none is kept
    /// @param current a threshold to put on the curve; null for none
    public ThresholdAdvice.Certificate of(
            String name, ThresholdPlan plan, ThresholdAdvice.@Nullable Trial trial, @Nullable Double current) {
        AnytimeCertificate certificate = AnytimeCertificate.of(arrivals, plan, alpha, delta);
        // What was earned long ago is not given while the audits of this period look worse than what is tolerated.
        Double certified = certificate.steps().stream()
                .filter(AnytimeCertificate.Step::certified)
                .map(AnytimeCertificate.Step::threshold)
                .filter(Predicate.not(this::contradicted))
                .min(Comparator.naturalOrder())
                .orElse(null);
        Optional<Outlook> outlook = certified == null
                ? Optional.of(Outlook.of(more(certificate), audits, traffic, alpha))
                : Optional.empty();
        return new ThresholdAdvice.Certificate(
                name,
                certified,
                certified == null
                        ? whyNot(certificate) + outlook.map(Outlook::words).orElse("")
                        : why(certificate, certified),
                outlook.map(Outlook::more)
                        .filter(OptionalLong::isPresent)
                        .map(OptionalLong::getAsLong)
                        .orElse(null),
                trial,
                curve(plan.thresholds(), current));
    }

    private boolean contradicted(double threshold) {
        Seen seen = Seen.of(audits, threshold);
        return seen.wrong() > alpha * seen.n();
    }

    private String why(AnytimeCertificate certificate, double threshold) {
        AnytimeCertificate.Step step = certificate.steps().stream()
                .filter(one -> one.threshold() == threshold)
                .findFirst()
                .orElseThrow();
        Seen seen = Seen.of(audits, threshold);
        return String.format(
                Locale.ROOT,
                "At or above %s, %d of %d audited outputs were wrong; if a share of %s or more were, audits would ever look"
                        + " as good with a probability of at most %.3f.",
                Numbers.threshold(threshold),
                seen.wrong(),
                seen.n(),
                Numbers.percent(alpha),
                step.anytimeP());
    }

    private String whyNot(AnytimeCertificate certificate) {
        AnytimeCertificate.Step first = certificate.steps().stream()
                .filter(step -> Double.isFinite(step.neededLogE()))
                .findFirst()
                .orElseThrow();
        Seen seen = Seen.of(audits, first.threshold());
        return String.format(
                Locale.ROOT,
                "None can be certified, because at or above %s, %d of %d audited outputs were wrong (%s, tolerated %s)%s",
                Numbers.threshold(first.threshold()),
                seen.wrong(),
                seen.n(),
                seen.n() == 0 ? "none seen" : Numbers.percent((double) seen.wrong() / seen.n()),
                Numbers.percent(alpha),
                seen.wrong() > alpha * seen.n() ? "." : ", which is not yet evidence enough.");
    }

    /// The fewest more over all places where a walk may begin: a forecast, not a promise.
    private OptionalLong more(AnytimeCertificate certificate) {
        return certificate.steps().stream()
                .filter(step -> Double.isFinite(step.neededLogE()) && !step.certified() && step.n() > 0)
                .map(this::more)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    private OptionalLong more(AnytimeCertificate.Step step) {
        Seen seen = Seen.of(audits, step.threshold());
        // Half an error more than seen: none seen is not none.
        double error = (seen.wrong() + 0.5) / (seen.n() + 1);
        if (seen.n() == 0 || error >= alpha) {
            return OptionalLong.empty();
        }
        double share = (double) seen.n() / audits.size();
        return AnytimeCertificate.forecast(step.n(), step.errors(), error, alpha, step.neededLogE()).stream()
                .map(above -> Math.max(1, (long) Math.ceil(above / share)))
                .findFirst();
    }

    private List<ThresholdAdvice.Point> curve(List<Double> grid, @Nullable Double current) {
        return new Curve(
                        audits,
                        traffic,
                        auditRate,
                        (threshold, above) -> AnytimeCertificate.anytimeP(arrivals, threshold, alpha))
                .points(grid, current);
    }

    /// The fewest audits with which a trial begins: so many without an error would certify something.
    static long leastAudits(double alpha, double delta) {
        long without =
                AnytimeCertificate.forecast(0, 0, 0, alpha, -Math.log(delta)).orElse(Long.MAX_VALUE);
        return Math.max(without, (long) Math.ceil(LEAST_PER_ALPHA / alpha));
    }

    /// What was audited at or above a threshold.
    private record Seen(long n, long wrong) {
        static Seen of(List<ScoredOutput> audits, double threshold) {
            List<ScoredOutput> above = audits.stream()
                    .filter(audit -> audit.confidence() >= threshold)
                    .toList();
            return new Seen(
                    above.size(),
                    above.stream().filter(audit -> !audit.correct()).count());
        }
    }
}
