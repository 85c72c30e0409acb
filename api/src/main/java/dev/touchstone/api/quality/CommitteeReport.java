package dev.touchstone.api.quality;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.quality.JudgeReport.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often a committee disagrees with a pipeline, and how often that meant something. Disagreement is no
/// figure of quality: models can be wrong together.
///
/// @param scope which outputs
/// @param models each model of a committee, by name
/// @param cost of all calls, in the unit of the price tables
/// @param notes what a reader must know
public record CommitteeReport(
        QualityScope scope,
        @JsonUnwrapped Open open,
        @JsonUnwrapped Disagreed disagreed,
        @JsonUnwrapped Found found,
        List<Model> models,
        double cost,
        List<String> notes) {
    /// What cannot be counted.
    ///
    /// @param waiting outputs of the committee's random share whose answers are waited for
    /// @param undecided outputs of that share that no model gave a comparable answer to
    public record Open(long waiting, long undecided) {}

    /// How often it disagrees.
    ///
    /// @param disagreement share of the others on which the committee disagrees; null without any
    /// @param disagreementBounds where that share would be if all outputs without a comparable answer,
    ///     waiting or undecided, were like one side or like the other; null when there are none
    public record Disagreed(
            @Nullable Share disagreement, @Nullable Bounds disagreementBounds) {}

    /// How often that meant something.
    ///
    /// @param foundWrong share of the disagreements, those that were asked for included, that people decided
    ///     and found wrong; null without any
    /// @param foundWrongBounds the same for disagreements whose review nobody has decided; null when there
    ///     are none
    public record Found(
            @Nullable Share foundWrong, @Nullable Bounds foundWrongBounds) {}

    public CommitteeReport {
        models = List.copyOf(models);
        notes = List.copyOf(notes);
    }

    /// A share with whatever those without an answer would have said.
    ///
    /// @param least if all of them were on the other side
    /// @param most if all of them were among these
    /// @param silent how many they are
    public record Bounds(double least, double most, long silent) {}

    /// One model, on the settled outputs of the committee's random share.
    ///
    /// @param answered comparable answers it gave
    /// @param failed outputs it gave none to
    /// @param disagreement share of its answers that differ from the pipeline's; null without any
    public record Model(
            String name,
            long answered,
            long failed,
            @Nullable Share disagreement) {}
}
