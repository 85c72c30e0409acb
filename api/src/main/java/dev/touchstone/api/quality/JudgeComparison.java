package dev.touchstone.api.quality;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two judge versions on the same outputs, each of which people decided too.
///
/// @param scope which outputs
/// @param notes what a reader must know
public record JudgeComparison(
        QualityScope scope,
        @JsonUnwrapped Pair pair,
        @JsonUnwrapped Counts counts,
        @JsonUnwrapped Lead lead,
        List<String> notes) {
    /// Which versions.
    ///
    /// @param first a judge version's id
    /// @param second another's
    public record Pair(String first, String second) {}

    /// Who agrees with people.
    ///
    /// @param both outputs on which both agree with people
    /// @param onlyFirst outputs on which only the first does
    /// @param onlySecond outputs on which only the second does
    /// @param neither outputs on which neither does
    public record Counts(long both, long onlyFirst, long onlySecond, long neither) {}

    /// How far the first is ahead.
    ///
    /// @param difference agreement of the first less that of the second; null without common outputs
    /// @param interval of the difference, for pairs; null with it
    /// @param differs whether the interval excludes 0
    public record Lead(
            @Nullable Double difference, @Nullable Range interval, boolean differs) {}

    public JudgeComparison {
        notes = List.copyOf(notes);
    }
}
