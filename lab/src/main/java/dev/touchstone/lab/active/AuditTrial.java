package dev.touchstone.lab.active;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.backend.quality.audit.ScoredTraffic;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.lab.active.AuditSource.Scored;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.sampling.ActiveAuditGain;
import dev.touchstone.stats.sampling.ScoreBands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Periods that are audited twice with the same keys, actively and plainly: how long the intervals are.
final class AuditTrial {
    static final double RATE = 0.05;
    static final double FLOOR = 0.25;
    static final int LABELS = 600;
    private static final double LEVEL = 0.95;
    private static final int TRAFFIC = 20_000;

    private final AuditSource source;
    private final int audits;
    private final SplittableRandom random;
    private int runs;
    private int held;
    private int banded;
    private long reviews;
    private long plainReviews;
    private double active;
    private double plain;
    private double said;

    private AuditTrial(AuditSource source, int audits) {
        this.source = source;
        this.audits = audits;
        this.random = new SplittableRandom(31L * audits + (source.name() + source.score()).hashCode());
    }

    /// @param audits that a plain audit makes in a period, on average
    static AuditTrial of(AuditSource source, int audits, int seeds) {
        AuditTrial trial = new AuditTrial(source, audits);
        for (int seed = 0; seed < seeds; seed++) {
            trial.next();
        }
        return trial;
    }

    private void next() {
        runs++;
        ScoredTraffic past = past();
        ActiveAuditGain gain = past.gain(RATE, FLOOR);
        said += gain.cost();
        boolean worthwhile = gain.worthwhile();
        banded += worthwhile ? 1 : 0;
        period(worthwhile ? past.bands(RATE, FLOOR) : null);
    }

    private ScoredTraffic past() {
        List<ScoredOutput> labels = new ArrayList<>();
        for (int i = 0; i < LABELS; i++) {
            Scored one = source.next(random);
            labels.add(ScoredOutput.of(one.score(), one.right()));
        }
        NavigableMap<Double, Long> traffic = new TreeMap<>();
        for (int i = 0; i < TRAFFIC; i++) {
            traffic.merge(source.next(random).score(), 1L, Long::sum);
        }
        return new ScoredTraffic(labels, traffic);
    }

    /// @param bands null for a plain audit
    private void period(@Nullable ScoreBands bands) {
        int outputs = (int) Math.round(audits / RATE);
        Map<Double, Long> population = new TreeMap<>();
        List<ReviewFact> drawn = new ArrayList<>();
        int right = 0;
        int plainly = 0;
        int plainlyRight = 0;
        for (int i = 0; i < outputs; i++) {
            Scored one = source.next(random);
            double u = random.nextDouble();
            double rate = bands == null
                    ? RATE
                    : Math.min(1, RATE * bands.of(one.score()).multiple());
            population.merge(rate, 1L, Long::sum);
            right += one.right() ? 1 : 0;
            if (u < RATE) {
                plainly++;
                plainlyRight += one.right() ? 1 : 0;
            }
            if (u < rate) {
                drawn.add(review(i, u, rate, one.right()));
            }
        }
        plainReviews += plainly;
        reviews += drawn.size();
        measure(drawn, population, (double) right / outputs);
        // A Wilson interval speaks of a process; the finite population of a period is known a little better.
        Interval wilson = Proportions.wilsonAt(
                (double) plainlyRight / Math.max(1, plainly), Math.max(1, plainly) / (1 - RATE), LEVEL);
        plain += wilson.upper() - wilson.lower();
    }

    private void measure(List<ReviewFact> drawn, Map<Double, Long> population, double truth) {
        List<PopulationCount> counts = population.entrySet().stream()
                .map(rate -> new PopulationCount("all", 1, "m", "p", rate.getKey(), rate.getValue()))
                .toList();
        HajekEstimate estimate = new QualityEstimator(
                        new Observed(drawn, counts, Map.of(1, population.keySet())), LEVEL, Target.FINITE)
                .approval()
                .orElseThrow();
        held += estimate.interval().contains(truth) ? 1 : 0;
        active += estimate.interval().upper() - estimate.interval().lower();
    }

    private static ReviewFact review(int number, double u, double rate, boolean right) {
        return new ReviewFact(
                new OutputId("o-" + number),
                new ReviewFact.Origin(1, "all", "m", "p", null),
                null,
                u,
                rate,
                rate,
                rate,
                right ? Answer.APPROVED : Answer.REJECTED,
                Map.of());
    }

    /// Reviews for the same interval over those of a plain audit: the ratio of squared lengths.
    double cost() {
        return Math.pow(active / plain, 2);
    }

    /// Share of the intervals that held the truth.
    double held() {
        return (double) held / runs;
    }

    int runs() {
        return runs;
    }

    /// Reviews made over those that the audit rate promises.
    double spent() {
        return reviews / ((double) audits * runs);
    }

    String title() {
        return source.name() + ", " + source.score() + ", " + audits + " audits";
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s | %.2f | **%.2f** | %s | %.3f |",
                source.name(),
                source.score(),
                Markdown.percent(source.error()),
                audits,
                Markdown.percent((double) banded / runs),
                said / runs,
                cost(),
                Markdown.percent(held()),
                spent());
    }
}
