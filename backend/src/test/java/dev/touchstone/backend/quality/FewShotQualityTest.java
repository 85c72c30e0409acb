package dev.touchstone.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.estimate.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What examples in a prompt are worth, from the outputs that name them.
class FewShotQualityTest {
    private static final PipelineName P = new PipelineName("p");

    private static OutputReceipt post(Workbench bench, int number, boolean examples) {
        NewOutput.Builder output =
                NewOutput.text("p", "o" + number, "an answer").confidence(0.9);
        if (examples) {
            output.fewShotIds(List.of("item-1", "item-2"));
        }
        return bench.post(output.build());
    }

    private static Period period(Workbench bench) {
        return Period.lastDays(1, bench.clock.instant().plus(Duration.ofHours(1)));
    }

    private static Selection selection(Workbench bench, @Nullable String fewShot) {
        return new Selection(P, period(bench), null, null, null, null, fewShot);
    }

    private static QualitySnapshot snapshot(Workbench bench) {
        return new QualitySnapshot(new Observations(bench.database), bench.clock);
    }

    private static double errors(QualityGroup group) {
        return group.figure("error_rate").orElseThrow().value();
    }

    /// 300 outputs, every third of them with examples; of those one in ten is wrong, of the others three.
    private static void traffic(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 1}");
        for (int i = 0; i < 300; i++) {
            boolean examples = i % 3 == 0;
            boolean wrong = i / 3 % 10 < (examples ? 1 : 3);
            Stream.decide(
                    bench, post(bench, i, examples).reviewId(), wrong ? DecisionAction.REJECT : DecisionAction.APPROVE);
        }
    }

    @EveryDatabase
    void theDifferenceThatExamplesMakeHasAnInterval(Workbench bench) {
        traffic(bench);

        QualityReport report = snapshot(bench)
                .compare(
                        selection(bench, Observed.WITH),
                        selection(bench, Observed.WITHOUT),
                        QualitySnapshot.Breakdown.FEW_SHOT,
                        0.95);

        assertThat(report.groups()).extracting(QualityGroup::name).containsExactly("with");
        assertThat(report.comparison()).isNotNull();
        assertThat(report.comparison().differences())
                .filteredOn(difference -> difference.metric().equals("error_rate"))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.value()).isCloseTo(-0.2, within(1e-9));
                    assertThat(difference.interval().lower()).isBetween(-0.3, -0.2);
                    assertThat(difference.interval().upper()).isBetween(-0.2, -0.1);
                    assertThat(difference.clear()).isTrue();
                });
        assertThat(report.scope().fewShot()).isEqualTo("with");
    }

    @EveryDatabase
    void bothSidesTogetherAreAllOutputs(Workbench bench) {
        traffic(bench);

        QualityReport report =
                snapshot(bench).of(selection(bench, null), QualitySnapshot.Breakdown.FEW_SHOT, 0.95, Target.FINITE);

        assertThat(report.groups()).extracting(QualityGroup::name).containsExactly("with", "without");
        assertThat(report.groups())
                .extracting(group -> group.coverage().outputs())
                .containsExactly(100L, 200L);
        assertThat(report.total().coverage().outputs()).isEqualTo(300);
        assertThat(errors(report.groups().getFirst())).isCloseTo(0.1, within(1e-9));
        assertThat(errors(report.groups().getLast())).isCloseTo(0.3, within(1e-9));
    }

    @EveryDatabase
    void theSameSideTwiceIsNoComparison(Workbench bench) {
        bench.pipeline("p", "{}");

        assertThatThrownBy(() ->
                        snapshot(bench).compare(selection(bench, Observed.WITH), selection(bench, null), null, 0.95))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("share outputs");
    }

    /// A score that comes later moves an output to its band, and it stays one with examples there.
    @EveryDatabase
    void whatItsScoreMovesIsCountedWhereItIs(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0.5}");
        OutputReceipt moved = post(bench, 1, true);
        post(bench, 2, true);
        post(bench, 3, false);
        bench.database.writer().useTransaction(tx -> {
            OutputRow row = bench.outputs.find(tx, moved.id()).orElseThrow();
            Outputs.countAt(tx, row, 0.75);
            tx.createUpdate("INSERT INTO audit_scored (pipeline, hour, stratum, policy_version, model, prompt_version,"
                            + " intake_pi, pi, outputs) SELECT pipeline, hour, stratum, policy_version, model,"
                            + " prompt_version, pi, 0.75, 1 FROM output WHERE id = :id")
                    .bind("id", moved.id().value())
                    .execute();
        });

        List<PopulationCount> counts = new Observations(bench.database)
                .of(P, period(bench), bench.clock.millis())
                .population();

        assertThat(counts)
                .extracting(PopulationCount::fewShot, PopulationCount::inclusion, PopulationCount::outputs)
                .containsExactlyInAnyOrder(tuple(true, 0.75, 1L), tuple(true, 0.5, 1L), tuple(false, 0.5, 1L));
    }
}
