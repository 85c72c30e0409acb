package dev.touchstone.api.alarm;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.wire.Range;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An episode of drift. It has one message per channel, which is updated in place; see [AlarmDetail] for its history.
///
/// @param id a UUIDv7
/// @param series what was watched: `all`, an attribute, a stratum, a judge version and its kind of error, …
/// @param pages whether alarms of this kind may wake somebody
public record Alarm(
        String id,
        PipelineName pipeline,
        AlarmKind kind,
        String series,
        AlarmState state,
        boolean pages,
        @JsonUnwrapped Message message,
        @JsonUnwrapped Course course) {
    /// What people are told.
    ///
    /// @param headline what happened, in one sentence of plain words
    /// @param found the error rate that raised it; null for alarms that are not about one
    /// @param promptVersion the prompt version that was watched; null when there is none
    /// @param model the model of its latest outputs; null when there is none
    /// @param promise what the detector promises, in words, such as "at most one false page a year over 3 series"
    /// @param worst where it is worse than elsewhere, worst first; empty when nothing stands out
    /// @param examples ids of up to 3 reviews that show it, latest first
    public record Message(
            String headline,
            @Nullable Found found,
            @Nullable String promptVersion,
            @Nullable String model,
            String promise,
            List<Worse> worst,
            List<ReviewId> examples) {
        public Message {
            worst = List.copyOf(worst);
            examples = List.copyOf(examples);
        }
    }

    /// How it went on.
    ///
    /// @param acknowledgedBy null until somebody acknowledges it
    /// @param mutedUntil null unless it is muted
    /// @param recoveredAt null until it is over
    public record Course(
            Instant openedAt,
            @Nullable Reviewer acknowledgedBy,
            @Nullable Instant mutedUntil,
            @Nullable Instant recoveredAt) {}

    /// The evidence of an alarm about a rate.
    ///
    /// @param tolerated the rate the detector tolerates, ε₀
    public record Found(
            @JsonUnwrapped Window window,
            double tolerated,
            @JsonUnwrapped Before before,
            @JsonUnwrapped Detector detector) {
        /// Where it was found.
        ///
        /// @param rate share of wrong outputs in the window, 0 to 1
        /// @param interval the live confidence sequence of that rate; it holds however often one looks
        /// @param reviewed audit reviews in the window, n
        /// @param from arrival of the window's first output
        /// @param to arrival of its last
        public record Window(double rate, Range interval, long reviewed, Instant from, Instant to) {}

        /// What it is held against.
        ///
        /// @param baseline the rate it was frozen from; null for a promised floor
        /// @param baselineInterval null for a promised floor
        /// @param baselineReviewed audit reviews of the baseline; 0 for a promised floor
        public record Before(
                @Nullable Double baseline, @Nullable Range baselineInterval, long baselineReviewed) {}

        /// How strong it is.
        ///
        /// @param evidence what the detector had reached
        /// @param threshold from which it alarms
        public record Detector(double evidence, double threshold) {}
    }

    /// A part of the outputs that has worsened, with the share of false finds held at 10 % (e-BH).
    ///
    /// @param name such as `stratum:de` or `attribute:total`
    /// @param rate share of wrong ones, 0 to 1
    public record Worse(String name, double rate, Range interval, long reviewed) {}
}
