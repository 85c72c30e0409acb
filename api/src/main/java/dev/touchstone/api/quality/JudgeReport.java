package dev.touchstone.api.quality;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the judge of a pipeline is worth, measured by people, and what it adds to the figures. What a judge
/// says is never quality by itself.
///
/// @param scope which outputs
/// @param versions the latest first
/// @param notes what a reader must know
public record JudgeReport(QualityScope scope, List<Version> versions, List<String> notes) {
    public JudgeReport {
        versions = List.copyOf(versions);
        notes = List.copyOf(notes);
    }

    /// One judge version.
    ///
    /// @param saves what the judge is worth, in words
    /// @param enough false below 20 labelled outputs: show it grey
    /// @param warning when there is more to be said than the figures show; null otherwise
    /// @param secondary the approval rate by another method, to compare; `approval_rate` is the figure to use
    public record Version(
            @JsonUnwrapped Judge judge,
            @JsonUnwrapped Counts counts,
            @JsonUnwrapped Agreed agreed,
            @JsonUnwrapped Rates rates,
            String saves,
            boolean enough,
            @Nullable String warning,
            Secondary secondary) {
        /// Which judge.
        ///
        /// @param version its id
        /// @param model its model
        public record Judge(String version, String model) {}

        /// Outputs of its random share.
        ///
        /// @param judged outputs of the judge's random share that it gave a verdict on, N
        /// @param failed outputs of that share that it was asked about and gave none on
        /// @param unanswered outputs of that share that it has said nothing of: they wait, or were given up.
        ///     Both are cells of their own in the approval rates, and never left out
        /// @param labelled of the judged, those that the random audit drew and people decided, n
        public record Counts(long judged, long failed, long unanswered, long labelled) {}

        /// How it agrees with people.
        ///
        /// @param agreement share on which judge and people said the same; null without labelled outputs
        /// @param kappa Cohen's κ; null where it is not defined. Nearly perfect agreement can have a low one:
        ///     see `ac1`
        /// @param ac1 Gwet's AC1, which stays meaningful when nearly all outputs are good; null where it is not
        ///     defined
        /// @param sensitivity share of the wrong outputs that the judge flags; null without wrong ones
        /// @param falseFlags share of the good outputs that the judge flags; null without good ones
        public record Agreed(
                @Nullable Share agreement,
                @Nullable Coefficient kappa,
                @Nullable Double ac1,
                @Nullable Share sensitivity,
                @Nullable Share falseFlags) {}

        /// What follows for the pipeline.
        ///
        /// @param approvalRate share of the outputs of that share that are right, with a verdict or without,
        ///     from people's verdicts split by what the judge said, if anything; null without enough of them
        /// @param peopleAlone the same without the judge, to compare; null without enough reviews
        public record Rates(
                @Nullable Corrected approvalRate, @Nullable Corrected peopleAlone) {}
    }

    /// A share with its Wilson interval.
    ///
    /// @param n what it is a share of
    public record Share(double value, Range interval, long n) {}

    /// A secondary figure, which is shown only where its method can be trusted.
    ///
    /// @param method such as `PPI++ (secondary)`
    /// @param value null when it is not shown
    /// @param interval a normal one, uncut: it may leave 0 to 1; null with the value
    /// @param reviewed outputs that people and judge have judged, n
    /// @param wrong of these, how many people found wrong
    /// @param judged outputs that the judge alone has judged
    /// @param lambda how much the judge is trusted, 0 to 1; null with the value
    /// @param notShown why there is no value; null when there is one
    public record Secondary(
            String method,
            @Nullable Double value,
            @Nullable Range interval,
            long reviewed,
            long wrong,
            long judged,
            @Nullable Double lambda,
            @Nullable String notShown) {}

    /// A coefficient that may be negative.
    public record Coefficient(double value, Range interval) {}

    /// An estimated share of all outputs that the judge was to see.
    ///
    /// @param effective size of a plain random sample that would be as precise; null when nothing is uncertain
    /// @param reviewed outputs that people decided, n
    /// @param population outputs it speaks about, N
    /// @param target `finite` when the judge saw everything, `process` when it saw a share
    public record Corrected(
            double value,
            Range interval,
            @Nullable Double effective,
            long reviewed,
            long population,
            String method,
            String target) {}
}
