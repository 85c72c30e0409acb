package dev.touchstone.backend.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.api.experiment.ExperimentFindings.Difference;
import dev.touchstone.stats.interval.PairedDifference;
import dev.touchstone.stats.interval.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final List<String> A_B = List.of("A", "B");

    private static void pairs(List<CaseFinding> into, int count, boolean first, boolean second) {
        for (int i = 0; i < count; i++) {
            String id = "case " + into.size();
            into.add(new CaseFinding(id, "A", first, Map.of()));
            into.add(new CaseFinding(id, "B", second, Map.of()));
        }
    }

    private static ExperimentFindings table(int both, int onlyA, int onlyB, int neither) {
        List<CaseFinding> findings = new ArrayList<>();
        pairs(findings, both, true, true);
        pairs(findings, onlyA, true, false);
        pairs(findings, onlyB, false, true);
        pairs(findings, neither, false, false);
        return Comparison.of(A_B, findings);
    }

    /// Newcombe 1998, table II: 36, 12, 2, 0 of 50 gives 0.2000 (0.0569 to 0.3404) by method 10.
    @Test
    void thePublishedExampleComesOutTheOtherWayRound() {
        Difference difference = table(36, 12, 2, 0).differences().getFirst();

        assertThat(difference.value()).isEqualTo(-0.2, within(1e-12));
        assertThat(difference.interval().lower()).isEqualTo(-0.3404, within(5e-5));
        assertThat(difference.interval().upper()).isEqualTo(-0.0569, within(5e-5));
        assertThat(difference.interval().upper())
                .isEqualTo(-PairedDifference.of(36, 12, 2, 0, 0.95).interval().lower(), within(1e-12));
        assertThat(difference.counts().cases()).isEqualTo(50);
        assertThat(difference.words()).isEqualTo("A is better by 20 points (5.7 to 34), on 50 cases");
    }

    @Test
    void sharesHaveWilsonIntervals() {
        ExperimentFindings findings = table(36, 12, 2, 0);

        var rate = Bench.there(findings.versions().getFirst().approvalRate());
        assertThat(rate.value()).isEqualTo(0.96);
        assertThat(rate.outputs()).isEqualTo(50);
        assertThat(rate.interval().lower())
                .isEqualTo(Proportions.wilson(48, 50, 0.95).lower());
        assertThat(rate.method()).isEqualTo("wilson");
    }

    @Test
    void wordsSayWhenNothingIsShown() {
        assertThat(table(30, 5, 7, 8).differences().getFirst().words())
                .startsWith("no difference is shown: B is ahead by 4 points (−")
                .endsWith("on 50 cases");
        assertThat(table(1, 0, 2, 0).differences().getFirst())
                .satisfies(few -> assertThat(few.enough()).isFalse())
                .satisfies(few -> assertThat(few.words()).endsWith("on 3 cases; fewer than 20 say little"));
    }

    @Test
    void nobodyIsAheadOfALevelOne() {
        assertThat(table(40, 5, 5, 0).differences().getFirst().words())
                .startsWith("no difference is shown: 0 points (−")
                .endsWith("on 50 cases");
    }

    @Test
    void onlyCasesThatBothHaveAreCompared() {
        List<CaseFinding> findings = new ArrayList<>();
        pairs(findings, 3, true, false);
        findings.add(new CaseFinding("alone", "A", true, Map.of()));
        findings.add(new CaseFinding("open", "A", true, Map.of()));
        findings.add(new CaseFinding("open", "B", null, Map.of()));

        ExperimentFindings found = Comparison.of(A_B, findings);

        assertThat(found.differences().getFirst().counts().cases()).isEqualTo(3);
        assertThat(found.undecided()).isOne();
        assertThat(found.versions().getFirst().decided()).isEqualTo(5);
        assertThat(found.versions().getLast().items()).isEqualTo(4);
    }

    @Test
    void everyTwoVersionsAreCompared() {
        List<CaseFinding> findings = List.of(
                new CaseFinding("c", "A", true, Map.of()),
                new CaseFinding("c", "B", true, Map.of()),
                new CaseFinding("c", "C", false, Map.of()));

        assertThat(Comparison.of(List.of("A", "B", "C"), findings).differences())
                .extracting(difference ->
                        difference.pair().first() + difference.pair().second())
                .containsExactly("AB", "AC", "BC");
    }

    @Test
    void nothingGivesNothing() {
        assertThat(Comparison.of(List.of(), List.of())).isEqualTo(new ExperimentFindings(0, 0, List.of(), List.of()));
        assertThat(Comparison.of(A_B, List.of()).versions())
                .allSatisfy(version -> assertThat(version.approvalRate()).isNull());
    }
}
