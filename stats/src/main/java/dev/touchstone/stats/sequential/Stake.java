package dev.touchstone.stats.sequential;

import dev.touchstone.stats.Require;

/// How much of the usual bet a review carries, when reviews are drawn with different probabilities: r/π, with r
/// the same for all. The bet on its loss x is then 1 + λ(r/π)(x − ε₀), whose mean over what is reviewed is at
/// most 1 as long as the mean loss of *all* outputs is at most ε₀, whatever their mix: each is reviewed π/r
/// times as often, and bets r/π as much. Of a review that was likelier, because it looked worse, less follows.
///
/// @param share r/π, above 0
/// @param most the largest share that any review of the same design has, at least `share`: no bet may lose more
///     than there is
public record Stake(double share, double most) {
    /// Of reviews that all had the same chance.
    public static final Stake WHOLE = new Stake(1, 1);

    public Stake {
        Require.positive(share, "share of the bet");
        Require.within(most, share, Double.MAX_VALUE, "largest share of the bet");
    }
}
