package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Looks once for the lowest threshold that keeps its promise; every look has to be paid for. Pure.
public final class Certification {
    private final List<ScoredOutput> audits;
    private final Traffic traffic;
    private final double auditRate;
    private final double alpha;
    private final double delta;

    /// @param audits of an equal-probability sample, each of weight 1
    /// @param traffic the confidences of everything, reviewed or not
    /// @param auditRate with which auto-approved outputs would go on being reviewed
    /// @param alpha tolerated error rate, in (0, 1)
    /// @param delta tolerated probability of a broken promise, in (0, 1)
    public Certification(List<ScoredOutput> audits, Traffic traffic, double auditRate, double alpha, double delta) {
        this.audits = List.copyOf(audits);
        this.traffic = traffic;
        this.auditRate = auditRate;
        this.alpha = alpha;
        this.delta = delta;
    }

    /// What holds under all of several tests of the same traffic: the certificate of the weakest. Since all must
    /// hold, none of them needs a smaller share of δ (Berger 1982, intersection-union tests).
    public static ThresholdAdvice.Certificate ofAll(List<Certification> tests, String name) {
        // A threshold that one of them is too small to test is certified by none.
        int start = tests.stream().mapToInt(Certification::start).max().orElse(0);
        return tests.stream()
                .map(test -> test.of(name, null, start))
                .max(Comparator.comparingDouble(found -> found.threshold() == null ? 2 : found.threshold()))
                .orElseThrow();
    }

    /// @param current a threshold to put on the curve; null for none
    public ThresholdAdvice.Certificate of(String name, @Nullable Double current) {
        return of(name, current, start());
    }

    private boolean nothing() {
        return audits.isEmpty() || traffic.confident() == 0;
    }

    private int start() {
        if (nothing()) {
            return 0;
        }
        double[] points = traffic.points();
        return LearnThenTestCertificate.firstWorthTesting(
                LearnThenTestCertificate.coverageGrid(points), points, audits.size(), alpha);
    }

    private ThresholdAdvice.Certificate of(String name, @Nullable Double current, int start) {
        if (nothing()) {
            return new ThresholdAdvice.Certificate(
                    name,
                    null,
                    "None can be certified, because there are no decided audits with a confidence yet.",
                    MoreAudits.withoutErrors(alpha, delta),
                    null,
                    List.of());
        }
        double[] points = traffic.points();
        List<Double> grid = LearnThenTestCertificate.coverageGrid(points);
        LearnThenTestCertificate test = LearnThenTestCertificate.of(audits, grid, start, alpha, delta);
        Outlook outlook =
                Outlook.of(new MoreAudits(test.steps(), audits.size(), alpha, delta).needed(), audits, traffic, alpha);
        return new ThresholdAdvice.Certificate(
                name,
                test.certified(),
                why(test, start, outlook),
                test.certified() == null && outlook.more().isPresent()
                        ? outlook.more().getAsLong()
                        : null,
                null,
                new Curve(audits, traffic, auditRate, this::pValue).points(grid, current));
    }

    private String why(LearnThenTestCertificate test, int start, Outlook outlook) {
        if (test.certified() != null) {
            LearnThenTestCertificate.Step step = test.steps().stream()
                    .filter(one -> one.threshold() == test.certified())
                    .findFirst()
                    .orElseThrow();
            return String.format(
                    Locale.ROOT,
                    "At or above %s, %d of %d audited outputs were wrong; a rate of %s or more would show so few with"
                            + " probability %.3f only.",
                    Numbers.threshold(step.threshold()),
                    step.errors(),
                    step.n(),
                    Numbers.percent(alpha),
                    step.pValue());
        }
        String next = outlook.words();
        if (start == test.steps().size()) {
            return "None can be certified, because " + audits.size() + " audits are too few to test any threshold at "
                    + Numbers.percent(alpha) + "." + next;
        }
        LearnThenTestCertificate.Step first = test.steps().get(start);
        return String.format(
                        Locale.ROOT,
                        "None can be certified, because even at or above %s, %d of %d audited outputs were wrong"
                                + " (%s, tolerated %s).",
                        Numbers.threshold(first.threshold()),
                        first.errors(),
                        first.n(),
                        Numbers.percent((double) first.errors() / Math.max(1, first.n())),
                        Numbers.percent(alpha))
                + next;
    }

    private double pValue(double threshold, List<ScoredOutput> above) {
        return LearnThenTestCertificate.of(above, List.of(threshold), 0, alpha, delta)
                .steps()
                .getFirst()
                .pValue();
    }

    /// The fewest audits that can certify anything, when none of them is wrong.
    public static long leastAudits(double alpha, double delta) {
        return MoreAudits.withoutErrors(alpha, delta);
    }
}
