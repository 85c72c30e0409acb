package dev.touchstone.backend.advice.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Uncertain, and unlike each other.
class DiversePickTest {
    private static final List<String> TOPICS = List.of(
            "May I return a kettle that I have used once?",
            "Where is my parcel with the order number %d?",
            "How do I change the password of my account?",
            "Is the blue tent waterproof in heavy rain?",
            "Welche Zahlungsarten nehmen Sie an?",
            "Do you ship to Norway, and what does it cost?",
            "The invoice shows another name than mine.",
            "Can the stove be used indoors?",
            "Mein Paket ist beschädigt angekommen.",
            "Which size of boots fits 27 centimetres?");

    /// One topic has 90 % of the queries; half of all are uncertain.
    private static List<DiversePick.Candidate<Integer>> candidates(SplittableRandom random) {
        List<DiversePick.Candidate<Integer>> candidates = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int topic = random.nextInt(10) == 0 ? 1 + random.nextInt(TOPICS.size() - 1) : 0;
            candidates.add(new DiversePick.Candidate<>(
                    topic,
                    i % 2 == 0 ? 0.8 + 0.1 * random.nextDouble() : 0.1 * random.nextDouble(),
                    TextVector.of(String.format(java.util.Locale.ROOT, TOPICS.get(topic), i) + " " + (i % 7))));
        }
        return candidates;
    }

    @Test
    void aBatchSeesFarMoreTopicsThanChanceDoes() {
        double picked = 0;
        double drawn = 0;
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<DiversePick.Candidate<Integer>> candidates = candidates(random);
            picked += new HashSet<>(DiversePick.of(candidates, 20, random)).size();
            drawn += candidates.stream()
                    .limit(20)
                    .map(DiversePick.Candidate::what)
                    .distinct()
                    .count();
        }
        assertThat(picked / 20).isGreaterThan(8.5);
        assertThat(drawn / 20).isLessThan(4);
    }

    @Test
    void onlyTheMoreUncertainHalfIsPicked() {
        List<DiversePick.Candidate<Integer>> candidates = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            candidates.add(new DiversePick.Candidate<>(i, i / 100.0, TextVector.of("text number " + i * i)));
        }
        List<Integer> picked = DiversePick.of(candidates, 20, new SplittableRandom(1));
        assertThat(picked).hasSize(20).doesNotHaveDuplicates().allMatch(i -> i >= 50);
    }

    @Test
    void alikeOnesAndTooFewAreNoTrouble() {
        TextVector same = TextVector.of("the same");
        List<DiversePick.Candidate<Integer>> alike = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            alike.add(new DiversePick.Candidate<>(i, 0.5, same));
        }
        assertThat(DiversePick.of(alike, 20, new SplittableRandom(1))).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(DiversePick.of(alike, 3, new SplittableRandom(1))).hasSize(3).doesNotHaveDuplicates();
        assertThat(DiversePick.<Integer>of(List.of(), 3, new SplittableRandom(1)))
                .isEmpty();
        assertThat(TextVector.of("").distance(TextVector.of("-"))).isZero();
    }
}
