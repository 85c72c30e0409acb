package dev.touchstone.backend.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.backend.quality.calibration.Calibrated.Count;
import dev.touchstone.backend.quality.calibration.Calibrated.Drawn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Judges held against people whose reviews an active audit drew.
class CalibratedBandsTest {
    private final SplittableRandom random = new SplittableRandom(4);
    private final List<Drawn> drawn = new ArrayList<>();

    private void audit(int outputs, double rate, double errorRate) {
        for (int i = 0; i < outputs; i++) {
            double u = random.nextDouble();
            boolean wrong = random.nextDouble() < errorRate;
            if (u < rate) {
                drawn.add(new Drawn(
                        new OutputId("o-" + drawn.size()),
                        new Drawn.Judged("v", "approve", true),
                        1,
                        "all",
                        new Drawn.Draw(u, rate, rate),
                        wrong ? "reject" : "approve"));
            }
        }
    }

    @Test
    void aBandThatIsAuditedMoreOftenWeighsNoMore() {
        audit(2000, 0.4, 0.4);
        audit(18_000, 0.1, 0.02);

        JudgeReport.Version figures = new VersionFigures(
                        new Calibrated(List.of(new Count("v", "m", 1, "all", "approve", 1, 20_000)), drawn), null, 0.95)
                .of("v", "m");

        // Of everything reviewed 14 % is wrong, of all outputs 5.8 %.
        assertThat(Objects.requireNonNull(figures.rates().approvalRate()).value())
                .isCloseTo(1 - 0.058, within(0.015));
        assertThat(drawn.stream().filter(one -> "reject".equals(one.action())).count() / (double) drawn.size())
                .isGreaterThan(0.11);
    }
}
