package dev.touchstone.backend.quality.estimate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that is known about the outputs of a period: reviews of those that were drawn, counts of all.
///
/// @param auditRates of each policy version that audits by bands of a score, their rates: outputs of one of
/// them were drawn alike
public record Observed(
        List<ReviewFact> reviews, List<PopulationCount> population, Map<Integer, Set<Double>> auditRates) {
    public Observed {
        reviews = List.copyOf(reviews);
        population = List.copyOf(population);
        auditRates = Map.copyOf(auditRates);
    }

    /// Under policies that audit plainly.
    public Observed(List<ReviewFact> reviews, List<PopulationCount> population) {
        this(reviews, population, Map.of());
    }

    /// Outputs that were made with examples.
    public static final String WITH = "with";

    /// Outputs that were made without examples, or did not name them.
    public static final String WITHOUT = "without";

    /// What tells groups of outputs apart.
    public enum Facet {
        STRATUM,
        MODEL,
        PROMPT_VERSION,
        FEW_SHOT;

        private String of(ReviewFact review) {
            return switch (this) {
                case STRATUM -> review.stratum();
                case MODEL -> review.model();
                case PROMPT_VERSION -> review.promptVersion();
                case FEW_SHOT -> examples(review.fewShot());
            };
        }

        private String of(PopulationCount count) {
            return switch (this) {
                case STRATUM -> count.stratum();
                case MODEL -> count.model();
                case PROMPT_VERSION -> count.promptVersion();
                case FEW_SHOT -> examples(count.fewShot());
            };
        }

        private static String examples(boolean fewShot) {
            return fewShot ? WITH : WITHOUT;
        }
    }

    /// The part with this value; null does not narrow.
    public Observed where(Facet facet, @Nullable String value) {
        if (value == null) {
            return this;
        }
        return new Observed(
                reviews.stream()
                        .filter(review -> facet.of(review).equals(value))
                        .toList(),
                population.stream()
                        .filter(count -> facet.of(count).equals(value))
                        .toList(),
                auditRates);
    }

    /// The values that occur, in order.
    public List<String> values(Facet facet) {
        return population.stream()
                .map(count -> facet.of(count))
                .distinct()
                .sorted()
                .toList();
    }

    /// The attributes that reviewers found something about, in order.
    public List<String> attributes() {
        return reviews.stream()
                .flatMap(review -> review.attributes().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public List<Integer> policyVersions() {
        return Stream.concat(
                        population.stream().map(PopulationCount::policyVersion),
                        reviews.stream().map(ReviewFact::policyVersion))
                .distinct()
                .sorted()
                .toList();
    }

    public long outputs() {
        return population.stream().mapToLong(PopulationCount::outputs).sum();
    }
}
