package dev.touchstone.api.output;

/// Whose numbers an output counts in. A pipeline's own outputs stand under its name; those of an experiment stand under
/// a name that no pipeline can have, so that no report on the pipeline can come across them.
public final class Population {
    private static final char MARK = '~';

    private Population() {}

    /// The name under which an experiment's outputs stand.
    public static String ofExperiment(String pipeline, String experimentId) {
        return pipeline + MARK + experimentId;
    }

    /// Whether a name is that of an experiment's outputs.
    public static boolean isExperiment(String name) {
        return name.indexOf(MARK) >= 0;
    }

    /// The pipeline behind a name: itself, or the one that an experiment belongs to.
    public static String pipelineOf(String name) {
        int mark = name.indexOf(MARK);
        return mark < 0 ? name : name.substring(0, mark);
    }

    /// What people read: experiments have no name on a card, because it may say what is compared.
    public static String label(String name) {
        return isExperiment(name) ? pipelineOf(name) + " (development)" : name;
    }
}
