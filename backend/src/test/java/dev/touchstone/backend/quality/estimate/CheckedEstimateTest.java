package dev.touchstone.backend.quality.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.routing.Route;
import dev.touchstone.backend.routing.Router;
import dev.touchstone.stats.estimate.HajekEstimate;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Estimates stay honest while a check gives outputs their confidence after they came in: by simulation, against the
/// truth. A tenth of the checks are not answered in time, and a twentieth are still waited for.
class CheckedEstimateTest {
    private static final Policy POLICY =
            Json.read("{\"audit_rate\": 0.15, \"missing_confidence\": \"audit\", \"self_check\": {}}", Policy.class);
    private static final int REPETITIONS = 600;
    private static final int OUTPUTS = 1500;
    private static final double BUDGET = 0.6;

    private record Run(double error, boolean covered) {}

    /// @param asCertain takes what the check found doubtful for what the audit drew
    private static Run run(Random random, boolean asCertain) {
        List<ReviewFact> reviews = new ArrayList<>();
        Map<Double, Long> population = new HashMap<>();
        int right = 0;
        for (int i = 0; i < OUTPUTS; i++) {
            boolean good = random.nextDouble() >= 0.12;
            double u = random.nextDouble();
            boolean late = random.nextDouble() < 0.1;
            boolean pending = random.nextDouble() < 0.05;
            boolean low = random.nextDouble() < (good ? 0.1 : 0.7);
            @Nullable Double confidence = late ? null : (Double) (low ? 0.4 : 0.95);
            Route at = Router.route(POLICY, new Router.Facts(null, Map.of(), Map.of(), true), u);
            Route route = pending ? at : Router.settled(POLICY, u, at.auditRate(), BUDGET, confidence);
            double inclusion = asCertain ? at.inclusionProbability() : route.inclusionProbability();
            population.merge(inclusion, 1L, Long::sum);
            right += good ? 1 : 0;
            if (route instanceof Route.ToReview) {
                reviews.add(new ReviewFact(
                        new OutputId("o" + i),
                        new ReviewFact.Origin(1, "all", "m", "p", null),
                        null,
                        u,
                        inclusion,
                        inclusion,
                        at.auditRate(),
                        good ? Answer.APPROVED : Answer.REJECTED,
                        Map.of()));
            }
        }
        List<PopulationCount> counts = new ArrayList<>();
        population.forEach((pi, n) -> counts.add(new PopulationCount("all", 1, "m", "p", pi, n)));
        HajekEstimate estimate = new QualityEstimator(new Observed(reviews, counts), 0.95, Target.FINITE)
                .approval()
                .orElseThrow();
        double truth = right / (double) OUTPUTS;
        return new Run(estimate.value() - truth, estimate.interval().contains(truth));
    }

    @Test
    void theEstimateIsUnbiasedAndItsIntervalHolds() {
        Random random = new Random(11);
        double sum = 0;
        double squares = 0;
        int covered = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            Run run = run(random, false);
            sum += run.error();
            squares += run.error() * run.error();
            covered += run.covered() ? 1 : 0;
        }
        double mean = sum / REPETITIONS;
        double error = Math.sqrt((squares / REPETITIONS - mean * mean) / REPETITIONS);
        assertThat(Math.abs(mean)).isLessThan(4 * error);
        // 95 % less three standard errors of a share of 600.
        assertThat((double) covered / REPETITIONS).isGreaterThan(0.95 - 3 * Math.sqrt(0.95 * 0.05 / REPETITIONS));
    }

    /// Why the probability of the band is recorded: what the check finds doubtful is wrong more often.
    @Test
    void withTheAuditsProbabilityItWouldBeFarOff() {
        Random random = new Random(12);
        double sum = 0;
        for (int i = 0; i < 100; i++) {
            sum += run(random, true).error();
        }
        assertThat(sum / 100).isLessThan(-0.05);
    }
}
