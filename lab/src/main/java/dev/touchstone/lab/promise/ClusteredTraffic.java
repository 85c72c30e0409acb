package dev.touchstone.lab.promise;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.AttributeFinding;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.stats.estimate.ExtractionOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Outputs of conversations: within one, errors go together with an intra-class correlation that is given (a
/// Pólya urn, which is the beta-binomial distribution). Half of the wrong ones and 8 % of the right ones are
/// doubtful and reviewed, the others are audited.
///
/// @param size of a conversation on average; uniform from 1 to twice that less one
/// @param correlation of the errors of one conversation, in (0, 1)
/// @param error rate of the process, in (0, 1)
/// @param outputs about how many
/// @param audit the probability of an audit, in (0, 1]; at 1 there are no doubtful ones
record ClusteredTraffic(int size, double correlation, double error, int outputs, double audit) {
    private static final List<String> ATTRIBUTES = List.of("date", "place", "sum", "total");
    private static final double DOUBTFUL_IF_WRONG = 0.5;
    private static final double DOUBTFUL_IF_RIGHT = 0.08;

    /// Of the attributes of a wrong output one or two are wrong.
    static final double WRONG_ATTRIBUTES = 1.5 / ATTRIBUTES.size();

    /// @param known whether the outputs say which conversation they belong to
    Observed draw(SplittableRandom random, boolean known) {
        List<ReviewFact> reviews = new ArrayList<>();
        Map<Double, Long> population = new TreeMap<>();
        int drawn = 0;
        for (long cluster = 0; drawn < outputs; cluster++) {
            int members = size == 1 ? 1 : 1 + random.nextInt(2 * size - 1);
            double wrongs = 0;
            for (int i = 0; i < members; i++) {
                double urn = error * (1 - correlation) + correlation * wrongs;
                boolean wrong = random.nextDouble() * (1 - correlation + correlation * i) < urn;
                wrongs += wrong ? 1 : 0;
                boolean doubtful = audit < 1 && random.nextDouble() < (wrong ? DOUBTFUL_IF_WRONG : DOUBTFUL_IF_RIGHT);
                double inclusion = doubtful ? 1 : audit;
                population.merge(inclusion, 1L, Long::sum);
                double u = random.nextDouble();
                if (u < inclusion) {
                    reviews.add(review(drawn, known ? cluster : null, u, inclusion, wrong, random));
                }
                drawn++;
            }
        }
        return new Observed(
                reviews,
                population.entrySet().stream()
                        .map(entry -> new PopulationCount("all", 1, "m", "p", entry.getKey(), entry.getValue()))
                        .toList());
    }

    private ReviewFact review(
            int number, @Nullable Long cluster, double u, double inclusion, boolean wrong, SplittableRandom random) {
        return new ReviewFact(
                new OutputId("o-" + number),
                new ReviewFact.Origin(1, "all", "m", "p", cluster),
                null,
                u,
                inclusion,
                inclusion,
                audit,
                wrong ? Answer.EDITED : Answer.APPROVED,
                findings(wrong, random));
    }

    private static Map<String, AttributeFinding> findings(boolean wrong, SplittableRandom random) {
        Map<String, AttributeFinding> findings = new TreeMap<>();
        ATTRIBUTES.forEach(name -> findings.put(name, new AttributeFinding(ExtractionOutcome.CORRECT, null)));
        if (wrong) {
            int first = random.nextInt(ATTRIBUTES.size());
            findings.put(ATTRIBUTES.get(first), new AttributeFinding(ExtractionOutcome.WRONG, null));
            if (random.nextBoolean()) {
                int second = (first + 1) % ATTRIBUTES.size();
                findings.put(ATTRIBUTES.get(second), new AttributeFinding(ExtractionOutcome.WRONG, null));
            }
        }
        return findings;
    }
}
