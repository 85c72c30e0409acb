package dev.touchstone.api.quality;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The few numbers a team steers by, each beside its target.
///
/// @param scope which outputs
/// @param asOf when they were counted
public record QualityTargets(QualityScope scope, Instant asOf, List<Metric> metrics) {
    public QualityTargets {
        metrics = List.copyOf(metrics);
    }

    /// The metric of that name; empty when there is none.
    public Optional<Metric> metric(String name) {
        return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }

    /// Whether a target is met.
    public enum Standing {
        /// The whole interval lies on the good side.
        MET,
        /// The whole interval lies on the bad side.
        MISSED,
        /// The interval holds the target: more reviews would tell.
        OPEN,
        /// There is nothing to judge, or no target.
        UNKNOWN;

        /// The name on the wire.
        @com.fasterxml.jackson.annotation.JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One number.
    ///
    /// @param name `human_review_rate`, `correction_rate`, `time_to_review`, `time_to_decision` or
    ///     `quarterly_improvement`
    public record Metric(
            String name,
            @JsonUnwrapped Measured measured,
            @JsonUnwrapped Basis basis,
            @JsonUnwrapped Goal goal,
            @Nullable String note) {
        /// What came out.
        ///
        /// @param value a share, a median in seconds, or a difference; null when there is none: `note` says why
        /// @param p90 exceeded by one in ten, in seconds; null for shares
        /// @param unit `share`, `seconds` or `difference`
        public record Measured(
                @Nullable Double value,
                @Nullable Range interval,
                @Nullable Double p90,
                String unit) {}

        /// What it rests on.
        ///
        /// @param n what it rests on: outputs counted, reviews judged, times measured
        /// @param population outputs it speaks about
        public record Basis(long n, long population, String method) {}

        /// How it stands against what is wanted.
        ///
        /// @param target what it should stay below; null when there is none
        public record Goal(@Nullable Double target, Standing standing, boolean enough) {}
    }
}
