package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.quality.EfficiencyReport;
import dev.touchstone.api.quality.EfficiencyReport.CostPerError;
import dev.touchstone.api.quality.EfficiencyReport.JudgeEffort;
import dev.touchstone.api.quality.EfficiencyReport.LoopYield;
import dev.touchstone.api.quality.EfficiencyReport.PeopleEffort;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.quality.QualityScope;
import dev.touchstone.api.quality.SelectionPolicy;
import dev.touchstone.api.quality.SelectionReport;
import dev.touchstone.api.quality.SelectionReport.Finds;
import dev.touchstone.api.quality.SelectionReport.PolicyFinds;
import dev.touchstone.api.quality.SelectionReport.ReasonFinds;
import dev.touchstone.api.quality.SelectionReport.Times;
import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeekFindingsTest {
    private static final QualityScope SCOPE = new QualityScope(
            new PipelineName("p"), Instant.EPOCH, Instant.EPOCH.plusSeconds(3600), null, null, null, null, null);

    private static ReasonFinds reason(RouteReason reason, int errors, int reviews, Times times) {
        Share error = new Share((double) errors / reviews, new Range(0, 1, 0.95), reviews);
        return new ReasonFinds(reason, new Finds(reviews, errors, error, times, ""));
    }

    private static SelectionReport report(ReasonFinds... reasons) {
        Finds all = new Finds(0, 0, null, null, "");
        return new SelectionReport(
                SCOPE,
                null,
                List.of(new PolicyFinds(SelectionPolicy.FIND_ERRORS, "", false, all, List.of(reasons))),
                List.of());
    }

    @Test
    void eachReasonIsHeldAgainstTheAudit() {
        SelectionReport report = report(
                reason(RouteReason.LOW_CONFIDENCE, 30, 120, new Times(3.14, 2.2, 4.4)),
                reason(RouteReason.FEEDBACK, 9, 11, new Times(9, 2.5, null)),
                reason(RouteReason.ATTRIBUTE_RULE, 4, 9, new Times(5, 1, 9.0)),
                reason(RouteReason.RANDOM_AUDIT, 10, 100, new Times(1, 0.8, 1.2)));

        assertThat(WeekFindings.of(report).orElseThrow().text())
                .isEqualTo("low confidence: 30 in 120 reviews, 3.1 × as many per review as chance finds (2.2 to 4.4);"
                        + " feedback: 9 in 11 reviews, 9.0 × as many per review as chance finds (2.5 to any number)");
    }

    @Test
    void theCostOfAnErrorIsSaidWhereAnHourHasAPrice() {
        EfficiencyReport report = new EfficiencyReport(
                SCOPE,
                new PeopleEffort(100, 100, 2.0, 80.0),
                new JudgeEffort(10, 1),
                81.0,
                new LoopYield(20, 20, 0),
                new CostPerError(4.05, 3, 6.5),
                new CostPerError(9, 5.5, null),
                null,
                List.of());

        assertThat(WeekFindings.cost(report).orElseThrow().text())
                .isEqualTo("4.05 (3.00 to 6.50), people and judge;"
                        + " 9.00 (5.50 to any number) if chance had chosen what people look at");
    }

    @Test
    void withoutAnythingToCompareNothingIsSaid() {
        assertThat(WeekFindings.of(report())).isEmpty();
    }
}
