package dev.touchstone.backend.quality.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.routing.Route;
import dev.touchstone.backend.routing.Router;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Estimates stay honest while a judge releases what it approves: by simulation, against the truth.
class ReleasedEstimateTest {
    private static final Policy POLICY = Json.read(
            "{\"audit_rate\": 0.1, \"judge\": {\"below\": 0.8, \"release\": {\"max_error\": 0.1}}}", Policy.class);
    private static final int REPETITIONS = 400;
    private static final int OUTPUTS = 800;

    /// Of one repetition: the estimated approval rate less the true one.
    private static double error(Random random, boolean recordTheAuditOnly) {
        List<ReviewFact> reviews = new ArrayList<>();
        Map<Double, Long> population = new HashMap<>();
        int right = 0;
        for (int i = 0; i < OUTPUTS; i++) {
            boolean doubtful = random.nextDouble() < 0.3;
            boolean good = random.nextDouble() >= (doubtful ? 0.3 : 0.05);
            boolean approves = random.nextDouble() < (good ? 0.9 : 0.3);
            double u = random.nextDouble();
            Route route = Router.route(POLICY, new Router.Facts(doubtful ? 0.4 : 0.9, Map.of(), Map.of()), u);
            double inclusion = recordTheAuditOnly || !doubtful ? route.inclusionProbability() : 1;
            population.merge(inclusion, 1L, Long::sum);
            right += good ? 1 : 0;
            if (route instanceof Route.ToReview review && u < inclusion) {
                boolean released = doubtful && approves && !review.blind();
                reviews.add(new ReviewFact(
                        new OutputId("o" + i),
                        new ReviewFact.Origin(1, "all", "m", "p", null),
                        doubtful ? 0.4 : 0.9,
                        u,
                        inclusion,
                        inclusion,
                        0.1,
                        released ? Answer.MISSING : good ? Answer.APPROVED : Answer.REJECTED,
                        Map.of()));
            }
        }
        List<PopulationCount> counts = new ArrayList<>();
        population.forEach((pi, n) -> counts.add(new PopulationCount("all", 1, "m", "p", pi, n)));
        return new QualityEstimator(new Observed(reviews, counts), 0.95, Target.FINITE)
                        .approval()
                        .orElseThrow()
                        .value()
                - right / (double) OUTPUTS;
    }

    private static double[] errors(boolean recordTheAuditOnly) {
        Random random = new Random(5);
        double[] errors = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            errors[i] = error(random, recordTheAuditOnly);
        }
        return errors;
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    private static double standardError(double[] values) {
        double mean = mean(values);
        double squares = java.util.Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    @Test
    void withTheAuditsProbabilityTheEstimateIsUnbiased() {
        double[] errors = errors(true);

        assertThat(Math.abs(mean(errors))).isLessThan(4 * standardError(errors));
    }

    /// Why it is recorded so: the judge keeps the good ones from people, and what is left looks like all of
    /// them.
    @Test
    void withTheProbabilityOfAReviewItWouldNotBe() {
        assertThat(mean(errors(false))).isLessThan(-0.05);
    }
}
