package dev.touchstone.backend.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.sampling.BudgetStatus;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;

class BudgetsTest {
    private static final Instant WEEK_BEFORE = Instant.parse("2029-12-25T12:00:00Z");
    private static final String HUNDRED = "{\"audit_rate\": 0.1, \"budget\": {\"reviews_per_week\": 100}}";

    private static void doubtful(Workbench bench, String prefix, int count) {
        Traffic.post(bench, prefix, count, WEEK_BEFORE, Duration.ofDays(7).dividedBy(count), 0.3);
    }

    @EveryDatabase
    void withoutABudgetEveryDoubtfulOutputIsReviewed(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0.1}");

        doubtful(bench, "a", 50);

        assertThat(bench.budgets.update()).isZero();
        assertThat(bench.count("review")).isEqualTo(50);
        assertThatThrownBy(() -> bench.budgets.status(bench.pipelines.require(new PipelineName("p"))))
                .hasMessageContaining("has no budget");
    }

    @EveryDatabase
    void tooManyDoubtfulOutputsAreThinnedWithTheProbabilityRecorded(Workbench bench) {
        bench.pipeline("p", HUNDRED);
        doubtful(bench, "a", 300);
        assertThat(bench.count("review")).isEqualTo(300);

        assertThat(bench.budgets.update()).isEqualTo(1);
        assertThat(bench.budgets.update()).isZero();
        Traffic.post(bench, "b", 400, bench.clock.instant(), Duration.ZERO, 0.3);

        BudgetStatus status = bench.budgets.status(bench.pipelines.require(new PipelineName("p")));
        assertThat(status.arrivals().doubtfulArrivals()).isEqualTo(300);
        assertThat(status.shares().auditShare()).isEqualTo(25);
        assertThat(status.shares().doubtfulShare()).isEqualTo(75);
        assertThat(status.chance().doubtfulProbability()).isEqualTo(0.25);
        assertThat(status.chance().why()).contains("each is reviewed with probability 0.250");
        assertThat(bench.count("output WHERE external_id LIKE 'b%' AND pi <> 0.25"))
                .isZero();
        assertThat(bench.count("output WHERE external_id LIKE 'b%' AND (u < 0.25) <> (review_id IS NOT NULL)"))
                .isZero();
        assertThat(status.backlog().openReviews()).isEqualTo(bench.count("review"));
        assertThat(status.backlog().backlogWeeks()).isEqualTo(bench.count("review") / 100.0);
    }

    @EveryDatabase
    void countingThinnedOutputsOverTheirProbabilityIsUnbiased(Workbench bench) {
        bench.pipeline("p", HUNDRED);
        doubtful(bench, "a", 300);
        bench.budgets.update();
        bench.clock.advance(Duration.ofDays(7));
        Traffic.post(bench, "b", 2000, Instant.parse("2030-01-02T00:00:00Z"), Duration.ofMinutes(4), 0.3);

        bench.budgets.update();

        // 2,000 arrivals at π = 1/4: standard error √(2000·(1−π)/π) ≈ 77.
        assertThat(bench.budgets
                        .status(bench.pipelines.require(new PipelineName("p")))
                        .arrivals()
                        .doubtfulArrivals())
                .isCloseTo(2000, within(4 * 77.5));
    }

    @EveryDatabase
    void theAuditRateIsTheLeastADoubtfulOutputGets(Workbench bench) {
        bench.pipeline("p", HUNDRED.replace("0.1,", "0.4,"));
        doubtful(bench, "a", 300);
        bench.budgets.update();

        Traffic.post(bench, "b", 50, bench.clock.instant(), Duration.ZERO, 0.3);

        assertThat(bench.count("output WHERE external_id LIKE 'b%' AND pi <> 0.4"))
                .isZero();
        assertThat(bench.budgets
                        .status(bench.pipelines.require(new PipelineName("p")))
                        .chance()
                        .why())
                .contains("lower them or raise the budget");
    }

    @EveryDatabase
    void ratesAreKeptAndANewPolicyGetsItsOwn(Workbench bench) {
        bench.pipeline("p", HUNDRED);
        doubtful(bench, "a", 300);
        bench.budgets.update();
        bench.pipeline("p", HUNDRED.replace("100", "200"));

        bench.budgets.update();
        bench.clock.advance(Duration.ofDays(1));
        bench.budgets.update();

        assertThat(bench.count("budget_rate")).isEqualTo(3);
        assertThat(bench.budgets
                        .status(bench.pipelines.require(new PipelineName("p")))
                        .shares()
                        .reviewsPerWeek())
                .isEqualTo(200);
    }

    @EveryDatabase
    void doubtfulOutputsThatFitAreAllReviewed(Workbench bench) {
        bench.pipeline("p", HUNDRED);
        doubtful(bench, "a", 60);
        bench.budgets.update();

        BudgetStatus status = bench.budgets.status(bench.pipelines.require(new PipelineName("p")));

        assertThat(status.chance().doubtfulProbability()).isEqualTo(1);
        assertThat(status.shares().doubtfulShare()).isEqualTo(60);
        assertThat(status.shares().auditShare()).isEqualTo(40);
    }
}
