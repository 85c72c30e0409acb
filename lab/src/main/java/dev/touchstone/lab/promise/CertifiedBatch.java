package dev.touchstone.lab.promise;

import dev.touchstone.api.quality.BatchCertificate.Terms;
import dev.touchstone.backend.quality.certificate.BatchEvidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/// A batch of which a tenth was certain to be reviewed and the others go out by themselves, in the order of
/// their sampling keys.
///
/// @param certain outputs that people saw
/// @param wrong of the others, in order, whether each is wrong
record CertifiedBatch(int certain, List<Boolean> wrong) {
    private static final double CONFIDENCE = 0.95;
    private static final int LOOK = 50;

    int outputs() {
        return certain + wrong.size();
    }

    int wrongOnes() {
        return (int) wrong.stream().filter(one -> one).count();
    }

    /// The same batch with so many wrong ones: some of the others made wrong, or some of the wrong ones right,
    /// by chance.
    CertifiedBatch with(int count) {
        List<Integer> places =
                new ArrayList<>(IntStream.range(0, wrong.size()).boxed().toList());
        Collections.shuffle(places, new Random(wrong.hashCode()));
        // Wrong ones first, each group by chance.
        places.sort(Comparator.comparing(place -> !wrong.get(place)));
        Set<Integer> kept = new HashSet<>(places.subList(0, count));
        return new CertifiedBatch(
                certain,
                IntStream.range(0, wrong.size()).mapToObj(kept::contains).toList());
    }

    private boolean certified(int seen, int tolerated) {
        BatchEvidence evidence =
                new BatchEvidence(outputs(), certain, 0, wrong.size(), wrong.subList(0, seen), wrongOnes());
        return evidence.certified(new Terms((double) tolerated / outputs(), CONFIDENCE, false));
    }

    /// Whether somebody who asks after every fifty reviews is ever told that no more than `tolerated` are
    /// wrong.
    boolean everCertified(int tolerated) {
        for (int seen = LOOK; seen < wrong.size(); seen += LOOK) {
            if (certified(seen, tolerated)) {
                return true;
            }
        }
        return certified(wrong.size(), tolerated);
    }

    /// The fewest reviews with which it is certified.
    int needed(int tolerated) {
        int low = -1;
        int high = wrong.size();
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (certified(middle, tolerated)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /// The smallest sample whose size is fixed before, with which the exact test certifies in four of five
    /// batches like this one. Only who knows how many are wrong could choose it.
    int oracle(int tolerated) {
        int low = 0;
        int high = wrong.size();
        // A larger sample certifies nearly always more often; the odd step of a discrete test does not matter here.
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (power(middle, tolerated) >= 0.8) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private double power(int seen, int tolerated) {
        HypergeometricDistribution refuted = HypergeometricDistribution.of(wrong.size(), tolerated + 1, seen);
        int most = -1;
        while (refuted.cumulativeProbability(most + 1) <= 1 - CONFIDENCE) {
            most++;
        }
        return most < 0
                ? 0
                : HypergeometricDistribution.of(wrong.size(), wrongOnes(), seen).cumulativeProbability(most);
    }
}
