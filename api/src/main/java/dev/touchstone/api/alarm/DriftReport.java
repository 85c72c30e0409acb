package dev.touchstone.api.alarm;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is watched of a pipeline, and how far it is from an alarm.
///
/// @param promise what the detectors promise about false pages, in words
/// @param upTo arrival of the last output whose review was taken; null before the first
/// @param taken audit reviews taken so far, answered or not
/// @param series by prompt version and name
/// @param baselines what regressions are held against
/// @param canary null when the policy names none
/// @param notes what else to know, in sentences
public record DriftReport(
        PipelineName pipeline,
        String promise,
        @Nullable Instant upTo,
        long taken,
        List<Series> series,
        List<Baseline> baselines,
        @Nullable Canary canary,
        List<String> notes) {
    public DriftReport {
        series = List.copyOf(series);
        baselines = List.copyOf(baselines);
        notes = List.copyOf(notes);
    }

    /// A watched rate of wrong outputs.
    ///
    /// @param tolerated the rate the detector tolerates, ε₀
    public record Series(
            @JsonUnwrapped Subject subject,
            @JsonUnwrapped Tally tally,
            double tolerated,
            @JsonUnwrapped Detector detector) {
        /// What is watched.
        ///
        /// @param version the prompt version; for a judge's series, the judge version
        /// @param pages whether it may page; otherwise it helps to say where it is worst
        public record Subject(AlarmKind kind, String name, String version, boolean pages) {}

        /// What was counted.
        ///
        /// @param reviewed n since the series began
        /// @param rate share of wrong ones since then, 0 to 1
        /// @param interval the live confidence sequence of that rate; it holds however often one looks
        public record Tally(long reviewed, double rate, Range interval) {}

        /// How near an alarm it is.
        ///
        /// @param evidence what the detector has reached; it starts anew after an alarm
        /// @param threshold from which it alarms
        /// @param anytimeP probability of so much evidence that the rate has exceeded the tolerated one, were
        ///     it not so; it holds however often one looks
        /// @param alarming whether an episode is on
        public record Detector(double evidence, double threshold, double anytimeP, boolean alarming) {}
    }

    /// What rates are held against.
    ///
    /// @param name `all`, or the kind and name of a part
    /// @param reviewed n so far
    /// @param size reviews it is frozen from
    /// @param rate share of wrong ones; null before the first review
    /// @param tolerated the upper bound of that rate that detectors tolerate; null until it is frozen, or when
    ///     everything in it was wrong
    public record Baseline(
            String name,
            long reviewed,
            long size,
            @Nullable Double rate,
            @Nullable Double tolerated) {}

    /// A candidate held against the prompt version that it would replace.
    ///
    /// @param pairs of reviews so far
    /// @param anytimeP probability of so much evidence that the candidate is worse, were it not so
    public record Canary(
            String control, String candidate, long pairs, long controlErrors, long candidateErrors, double anytimeP) {}
}
