package dev.touchstone.console.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Figures in words, and a course as a drawing.
class AnswerTest {
    @Test
    void aFigureIsToldWithItsIntervalAndWhatItRestsOn() {
        assertThat(Answer.sure(figure(0.59, 0.72, 120, 1034, true)))
                .isEqualTo("59 to 72 %: where the true rate most likely lies, 95 % sure. From 120 of 1,034 outputs,"
                        + " which people judged.");
        assertThat(Answer.sure(figure(0.2, 1, 9, 30, false))).endsWith("That is too little to rely on.");
    }

    @Test
    void whereAllWereJudgedNothingIsLeftToBeUnsureOf() {
        assertThat(Answer.sure(figure(0.8, 0.8, 30, 30, true)))
                .isEqualTo("From 30 of 30 outputs, which people judged.");
    }

    @Test
    void aWeekWithoutAFigureLeavesAGap() {
        Course course = Course.of(List.of(
                week("2026-W40", 0.8),
                week("2026-W41", 0.9),
                week("2026-W42", null),
                week("2026-W43", 0.85),
                week("2026-W44", 0.7)));

        assertThat(course.lines()).hasSize(2);
        assertThat(course.bands()).hasSize(2);
        assertThat(course.points()).hasSize(4);
        assertThat(course.points().getLast().label()).isEqualTo("70 %");
        assertThat(course.points().getFirst().label()).isEmpty();
        assertThat(course.grid().getLast().label()).isEqualTo("100 %");
    }

    @Test
    void oneWeekIsAPointAndNoneIsNothing() {
        assertThat(Course.of(List.of(week("2026-W40", 1.0))).points()).hasSize(1);
        assertThat(Course.of(List.of(week("2026-W40", 1.0))).lines()).isEmpty();
        assertThat(Course.of(List.of(week("2026-W40", null))).points()).isEmpty();
    }

    private static Line week(String name, @Nullable Double value) {
        @Nullable Range range = value == null ? null : new Range(value - 0.05, Math.min(1, value + 0.05), 0.95);
        return new Line(name, value, range, 40, 100, true, null);
    }

    private static QualityFigure figure(double lower, double upper, long reviewed, long population, boolean enough) {
        return Json.read(
                """
                {"metric": "approval_rate", "value": %s, "interval": {"lower": %s, "upper": %s, "level": 0.95},
                 "reviewed": %d, "effective": %d, "population": %d, "method": "any", "target": "finite",
                 "policy_versions": [1], "enough": %s}""".formatted((lower + upper) / 2, lower, upper, reviewed, reviewed, population, enough),
                QualityFigure.class);
    }
}
