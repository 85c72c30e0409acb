package dev.touchstone.api.quality;

import dev.touchstone.api.quality.JudgeReport.Share;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often a committee disagrees with a pipeline, and how often that meant something. Disagreement is no figure of
/// quality: models can be wrong together.
///
/// @param scope which outputs
/// @param waiting outputs of the committee's random share whose answers are waited for
/// @param undecided outputs of that share that no model gave a comparable answer to
/// @param disagreement share of the others on which the committee disagrees; null without any
/// @param foundWrong share of the disagreements, those that were asked for included, that people decided and found
///     wrong; null without any
/// @param models each model of a committee, by name
/// @param cost of all calls, in the unit of the price tables
/// @param notes what a reader must know
public record CommitteeReport(
        QualityScope scope,
        long waiting,
        long undecided,
        @Nullable Share disagreement,
        @Nullable Share foundWrong,
        List<Model> models,
        double cost,
        List<String> notes) {
    public CommitteeReport {
        models = List.copyOf(models);
        notes = List.copyOf(notes);
    }

    /// One model.
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
