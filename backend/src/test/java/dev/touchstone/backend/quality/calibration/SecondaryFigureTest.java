package dev.touchstone.backend.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.quality.JudgeReport.Secondary;
import dev.touchstone.backend.quality.agreement.JudgeAgreement.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondaryFigureTest {
    private static List<Row> rows(int bothGood, int onlyPeople, int onlyJudge, int bothBad) {
        List<Row> rows = new ArrayList<>(Collections.nCopies(bothGood, new Row(true, true)));
        rows.addAll(Collections.nCopies(onlyPeople, new Row(false, true)));
        rows.addAll(Collections.nCopies(onlyJudge, new Row(true, false)));
        rows.addAll(Collections.nCopies(bothBad, new Row(false, false)));
        return rows;
    }

    /// By hand: λ = cov/((1 + n/N)·var f), θ = λ·f̄_N + ȳ - λ·f̄_n.
    @Test
    void enoughReviewsAndErrorsShowTheFigure() {
        List<Row> rows = rows(360, 8, 10, 22);

        Secondary figure = SecondaryFigure.of(rows, 370 + 1440, 400 + 1600, 0.95);

        assertThat(figure.notShown()).isNull();
        assertThat(figure.method()).contains("secondary");
        assertThat(figure.wrong()).isEqualTo(32);
        assertThat(figure.judged()).isEqualTo(1600);
        double judge = 370 / 400.0;
        double people = 368 / 400.0;
        double covariance = 360 / 400.0 - judge * people;
        double apart = judge - 0.9;
        double variance = (400 * judge * (1 - judge) + 1600 * 0.9 * 0.1 + 400 * 1600 / 2000.0 * apart * apart) / 1999;
        double lambda = covariance / ((1 + 400 / 1600.0) * variance);
        assertThat(figure.lambda()).isCloseTo(lambda, within(1e-12));
        assertThat(figure.value()).isCloseTo(lambda * 0.9 + people - lambda * judge, within(1e-12));
    }

    @Test
    void otherwiseItSaysWhyNot() {
        assertThat(SecondaryFigure.of(rows(360, 8, 9, 22), 1800, 2000, 0.95))
                .satisfies(figure -> assertThat(figure.value()).isNull())
                .satisfies(figure -> assertThat(figure.notShown()).contains("400", "399"));
        assertThat(SecondaryFigure.of(rows(400, 8, 5, 14), 1800, 2000, 0.95).notShown())
                .contains("20 outputs that people found wrong", "19");
        assertThat(SecondaryFigure.of(rows(400, 8, 5, 22), 405, 435, 0.95).notShown())
                .contains("nothing beyond");
    }
}
