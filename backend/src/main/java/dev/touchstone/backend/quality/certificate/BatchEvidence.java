package dev.touchstone.backend.quality.certificate;

import dev.touchstone.api.quality.BatchCertificate.Evidence;
import dev.touchstone.api.quality.BatchCertificate.More;
import dev.touchstone.api.quality.BatchCertificate.Terms;
import dev.touchstone.stats.sequential.BatchBets;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is known of a closed batch. Outputs that were certain to be reviewed are known once they are decided;
/// of the others the bets of [BatchBets] bound how many are wrong, in the order of the sampling key, which
/// depends on no content. The bound holds whenever, however often and for whatever share one asks.
///
/// @param outputs of the batch
/// @param reviewed of those certain to be reviewed, decided
/// @param undecided of those certain to be reviewed, not decided
/// @param byChance the others
/// @param seen of the others, the first ones by sampling key: whether each is wrong; one without an answer is
/// @param foundWrong of all the others that were decided, those found wrong
public record BatchEvidence(
        long outputs, long reviewed, long undecided, long byChance, List<Boolean> seen, long foundWrong) {
    public BatchEvidence {
        seen = List.copyOf(seen);
        if (outputs < 1 || reviewed < 0 || undecided < 0 || reviewed + undecided + byChance != outputs) {
            throw new IllegalArgumentException("the parts of a batch must add up: " + reviewed + " + " + undecided
                    + " + " + byChance + " of " + outputs);
        }
    }

    /// At most this share of the batch is wrong, 0 to 1, with the confidence of the terms.
    double bound(Terms terms) {
        return (double) Math.max(0, wrongAtMost(terms)) / outputs;
    }

    /// Whether no more is wrong than the terms allow.
    public boolean certified(Terms terms) {
        return wrongAtMost(terms) <= tolerated(terms);
    }

    private long wrongAtMost(Terms terms) {
        long byThemselves = bets().most(1 - terms.confidence());
        return undecided + byThemselves - (terms.putRight() ? foundWrong : 0);
    }

    /// Rounding up would allow more than was asked for; but 5 % of 100 are five, whatever 0.05 is in binary.
    private long tolerated(Terms terms) {
        return (long) Math.floor(terms.maxError() * outputs + 1e-9);
    }

    private BatchBets bets() {
        return new BatchBets(byChance, seen);
    }

    /// What a certificate would take.
    More more(Terms terms) {
        long tolerated = tolerated(terms) - undecided;
        if (tolerated < 0) {
            return new More(null, null, null);
        }
        double rate = seen.isEmpty() ? terms.maxError() / 2 : (double) bets().found() / seen.size();
        OptionalLong allRight = bets().more(tolerated, terms.putRight(), 0, 1 - terms.confidence());
        OptionalLong asBefore = bets().more(tolerated, terms.putRight(), rate, 1 - terms.confidence());
        OptionalLong drawn = asBefore.isPresent() ? asBefore : allRight;
        return new More(boxed(allRight), boxed(asBefore), drawn.isPresent() ? rate(drawn.getAsLong()) : null);
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
    }

    private @Nullable Double rate(long more) {
        return byChance == 0 ? null : Math.min(1, rounded((double) (seen.size() + more) / byChance));
    }

    /// A draw by rate is of that size on average only.
    private static double rounded(double rate) {
        return Math.ceil(rate * 1000) / 1000;
    }

    Evidence wire() {
        return new Evidence(outputs, reviewed, undecided, byChance, seen.size(), bets().found());
    }
}
