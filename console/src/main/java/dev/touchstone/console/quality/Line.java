package dev.touchstone.console.quality;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.wire.Range;
import dev.touchstone.console.web.Words;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One group of outputs in a table, or one week of the course.
///
/// @param value null where there is no honest figure
/// @param interval null likewise
/// @param enough false when it rests on too little: shown grey
/// @param note why there is no figure; null for nothing
public record Line(
        String name,
        @Nullable Double value,
        @Nullable Range interval,
        long reviewed,
        long outputs,
        boolean enough,
        @Nullable String note) {
    static Line of(QualityGroup group) {
        Optional<QualityFigure> figure = group.figure(Answer.METRIC).or(() -> group.figure("attribute_accuracy"));
        return figure.map(found -> new Line(
                        group.name(),
                        found.value(),
                        found.interval(),
                        found.reviewed(),
                        found.population(),
                        found.enough(),
                        found.note()))
                .orElseGet(() ->
                        new Line(group.name(), null, null, 0, group.coverage().outputs(), false, null));
    }

    public String percent() {
        return Words.percent(value);
    }

    public String range() {
        return interval == null ? "–" : Math.round(interval.lower() * 100) + " to " + Words.percent(interval.upper());
    }

    public String counts() {
        return String.format(Locale.ENGLISH, "%,d of %,d", reviewed, outputs);
    }
}
