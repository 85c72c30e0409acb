package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;
import java.util.ArrayList;
import java.util.List;

/// The bets a drift detector places against "the mean loss is at most ε₀": one per alternative error rate it
/// should be quick to see, given as a multiple of the null odds.
///
/// @param eps0 tolerated mean loss, in (0, 1)
/// @param odds each above 1; the error odds of the alternatives relative to the null
public record DriftBets(double eps0, List<Double> odds) {
    /// From half again the odds to five times.
    public static final List<Double> DEFAULT_ODDS = List.of(1.5, 2.0, 3.0, 5.0);

    private static final double LARGEST_ODDS = 1e6;

    /// What a single review may cost at most.
    private static final double MOST_LOST = 0.95;

    public DriftBets {
        Require.inside(eps0, "tolerated error rate");
        odds = List.copyOf(odds);
        Require.atLeast(odds.size(), 1, "number of alternatives");
        for (double factor : odds) {
            if (!(factor > 1 && factor <= LARGEST_ODDS)) {
                throw new IllegalArgumentException("odds of an alternative must lie in (1, " + LARGEST_ODDS + "], was "
                        + factor + "; a detector of rising errors bets on rates above the tolerated one");
            }
        }
    }

    public static DriftBets against(double eps0) {
        return new DriftBets(eps0, DEFAULT_ODDS);
    }

    /// Error rates of the alternatives, ε = oε₀/(1-ε₀+oε₀), each in (ε₀, 1).
    public List<Double> alternatives() {
        return odds.stream()
                .map(factor -> factor * eps0 / (1 - eps0 + factor * eps0))
                .toList();
    }

    /// Factors by which the bets multiply their stakes after a loss x in [0, 1]: 1 + λ(x-ε₀) with λ =
    /// (ε-ε₀)/(ε₀(1-ε₀)), which is (1-x+ox)/(1-ε₀+oε₀). Positive, and of mean at most 1 while the mean loss is
    /// at most ε₀.
    public List<Double> payoffs(double loss) {
        Require.unit(loss, "loss");
        List<Double> payoffs = new ArrayList<>(odds.size());
        for (double factor : odds) {
            payoffs.add((1 - loss + factor * loss) / (1 - eps0 + factor * eps0));
        }
        return payoffs;
    }

    /// The same for a review that carries another share of the bet: 1 + λ q (x-ε₀), with λ at most 0.95/(q ε₀)
    /// for the largest q there is. Positive, and over reviews drawn with probabilities π = r/q of mean at most
    /// 1 while the mean loss of all outputs is at most ε₀.
    public List<Double> payoffs(double loss, Stake stake) {
        if (stake.equals(Stake.WHOLE)) {
            return payoffs(loss);
        }
        Require.unit(loss, "loss");
        List<Double> payoffs = new ArrayList<>(odds.size());
        for (double factor : odds) {
            double bet = Math.min((factor - 1) / (1 + (factor - 1) * eps0), MOST_LOST / (stake.most() * eps0));
            payoffs.add(1 + bet * stake.share() * (loss - eps0));
        }
        return payoffs;
    }
}
