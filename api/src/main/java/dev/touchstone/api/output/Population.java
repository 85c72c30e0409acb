package dev.touchstone.api.output;

import dev.touchstone.api.id.PipelineName;

/// Whose numbers an output counts in. A pipeline's own outputs stand under its name; those of an experiment stand under
/// a name that no pipeline can have, so that no report on the pipeline can come across them.
public final class Population {
    private static final char MARK = '~';

    private Population() {}

    /// The name under which an experiment's outputs stand.
    public static PipelineName ofExperiment(PipelineName pipeline, String experimentId) {
        return new PipelineName(pipeline.value() + MARK + experimentId);
    }

    /// Whether a name is that of an experiment's outputs.
    public static boolean isExperiment(PipelineName name) {
        return name.value().indexOf(MARK) >= 0;
    }

    /// The pipeline behind a name: itself, or the one that an experiment belongs to.
    public static PipelineName pipelineOf(PipelineName name) {
        int mark = name.value().indexOf(MARK);
        return mark < 0 ? name : new PipelineName(name.value().substring(0, mark));
    }

    /// What people read: experiments have no name on a card, because it may say what is compared.
    public static String label(PipelineName name) {
        return isExperiment(name) ? pipelineOf(name) + " (development)" : name.value();
    }
}
