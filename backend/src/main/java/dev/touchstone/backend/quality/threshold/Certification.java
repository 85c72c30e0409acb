package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.api.wire.Range;
import dev.touchstone.stats.confidence.LearnThenTestCertificate;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks for the lowest threshold that keeps its promise. Pure.
public final class Certification {
    private static final List<Double> ROUND = List.of(0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5);
    private static final double LEVEL = 0.95;

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
                    List.of());
        }
        double[] points = traffic.points();
        List<Double> grid = LearnThenTestCertificate.coverageGrid(points);
        LearnThenTestCertificate test = LearnThenTestCertificate.of(audits, grid, start, alpha, delta);
        OptionalLong more = test.certified() == null
                ? new MoreAudits(test.steps(), audits.size(), alpha, delta).needed()
                : OptionalLong.empty();
        return new ThresholdAdvice.Certificate(
                name,
                test.certified(),
                why(test, start, more),
                more.isPresent() ? more.getAsLong() : null,
                curve(grid, current));
    }

    private String why(LearnThenTestCertificate test, int start, OptionalLong more) {
        if (test.certified() != null) {
            LearnThenTestCertificate.Step step = test.steps().stream()
                    .filter(one -> one.threshold() == test.certified())
                    .findFirst()
                    .orElseThrow();
            return String.format(
                    Locale.ROOT,
                    "At or above %.2f, %d of %d audited outputs were wrong; a rate of %s or more would show so few with"
                            + " probability %.3f only.",
                    step.threshold(),
                    step.errors(),
                    step.n(),
                    percent(alpha),
                    step.pValue());
        }
        String next = more.isPresent()
                ? " About " + more.getAsLong() + " more audits would do, if the error stays as it looks."
                : " No number of audits will, unless the outputs become better.";
        if (start == test.steps().size()) {
            return "None can be certified, because " + audits.size() + " audits are too few to test any threshold at "
                    + percent(alpha) + "." + next;
        }
        LearnThenTestCertificate.Step first = test.steps().get(start);
        return String.format(
                        Locale.ROOT,
                        "None can be certified, because even at or above %.2f, %d of %d audited outputs were wrong"
                                + " (%s, tolerated %s).",
                        first.threshold(),
                        first.errors(),
                        first.n(),
                        percent((double) first.errors() / Math.max(1, first.n())),
                        percent(alpha))
                + next;
    }

    private List<ThresholdAdvice.Point> curve(List<Double> grid, @Nullable Double current) {
        return Stream.of(grid.stream(), ROUND.stream(), Stream.ofNullable(current))
                .flatMap(thresholds -> thresholds)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(this::point)
                .toList();
    }

    private ThresholdAdvice.Point point(double threshold) {
        List<ScoredOutput> above =
                audits.stream().filter(audit -> audit.confidence() >= threshold).toList();
        long wrong = above.stream().filter(audit -> !audit.correct()).count();
        long n = above.size();
        Interval interval = n == 0 ? null : Proportions.clopperPearson(wrong, n, LEVEL);
        double auto = traffic.shareFrom(threshold);
        return new ThresholdAdvice.Point(
                threshold,
                1 - auto * (1 - auditRate),
                auto,
                n,
                wrong,
                n == 0 ? null : (double) wrong / n,
                interval == null ? null : new Range(interval.lower(), interval.upper(), LEVEL),
                LearnThenTestCertificate.of(above, List.of(threshold), 0, alpha, delta)
                        .steps()
                        .getFirst()
                        .pValue());
    }

    /// The fewest audits that can certify anything, when none of them is wrong.
    public static long leastAudits(double alpha, double delta) {
        return MoreAudits.withoutErrors(alpha, delta);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
