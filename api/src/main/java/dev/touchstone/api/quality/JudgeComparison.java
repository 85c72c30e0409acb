package dev.touchstone.api.quality;

import dev.touchstone.api.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two judge versions on the same outputs, each of which people decided too.
///
/// @param scope which outputs
/// @param first a judge version's id
/// @param second another's
/// @param both outputs on which both agree with people
/// @param onlyFirst outputs on which only the first does
/// @param onlySecond outputs on which only the second does
/// @param neither outputs on which neither does
/// @param difference agreement of the first less that of the second; null without common outputs
/// @param interval of the difference, for pairs; null with it
/// @param differs whether the interval excludes 0
/// @param notes what a reader must know
public record JudgeComparison(
        QualityScope scope,
        String first,
        String second,
        long both,
        long onlyFirst,
        long onlySecond,
        long neither,
        @Nullable Double difference,
        @Nullable Range interval,
        boolean differs,
        List<String> notes) {
    public JudgeComparison {
        notes = List.copyOf(notes);
    }
}
