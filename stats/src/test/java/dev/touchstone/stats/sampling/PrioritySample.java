package dev.touchstone.stats.sampling;

import dev.touchstone.stats.Require;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A sample of fixed size that prefers heavy outputs and still knows each one's inclusion probability: the way
/// to thin a queue that is over-full, instead of dropping the oldest. Ranks by u/weight and keeps the k
/// smallest. Duffield, Lund and Thorup 2007, JACM 54(6); sequential Poisson sampling, Ohlsson 1998.
///
/// @param selected in ascending order of rank
/// @param tau the rank of the first one left out; null when everything was kept
public record PrioritySample(
        List<Selected> selected, @Nullable Double tau) {
    private static final Comparator<Candidate> ORDER =
            Comparator.comparingDouble(Candidate::rank).thenComparing(Candidate::id);

    /// @param u sampling key in [0, 1)
    /// @param weight positive; twice the weight, about twice the chance
    public record Candidate(String id, double u, double weight) {
        public Candidate {
            Require.unit(u, "sampling key");
            Require.positive(weight, "weight");
            Require.finite(u / weight, "sampling key divided by weight");
        }

        double rank() {
            return u / weight;
        }
    }

    /// @param inclusion π = min(1, weight·τ)
    public record Selected(String id, double inclusion) {
        public Selected {
            Require.inclusion(inclusion);
        }
    }

    public PrioritySample {
        selected = List.copyOf(selected);
    }

    /// Draws the sample; every candidate is kept with probability 1 when there are no more than `k`.
    ///
    /// @throws IllegalArgumentException when an id occurs twice
    public static PrioritySample of(Collection<Candidate> candidates, int k) {
        Require.atLeast(k, 0, "sample size");
        if (candidates.stream().map(Candidate::id).distinct().count() < candidates.size()) {
            throw new IllegalArgumentException("an id occurs twice among the candidates; give each output once");
        }
        List<Candidate> ranked = candidates.stream().sorted(ORDER).limit(k + 1L).toList();
        Double tau = ranked.size() > k ? ranked.get(k).rank() : null;
        List<Selected> selected = ranked.stream()
                .limit(k)
                .map(candidate -> new Selected(candidate.id(), inclusion(candidate, tau)))
                .toList();
        return new PrioritySample(selected, tau);
    }

    /// The rank of the first candidate left out, empty when all were kept.
    public OptionalDouble threshold() {
        return tau == null ? OptionalDouble.empty() : OptionalDouble.of(tau);
    }

    private static double inclusion(Candidate candidate, @Nullable Double tau) {
        return tau == null ? 1 : Math.min(1, candidate.weight() * tau);
    }
}
