package dev.touchstone.stats.estimate;

/// What an estimate speaks about. The two have different intervals, so every displayed number names its target.
public enum Target {
    /// The N outputs that were delivered; once all are reviewed nothing is uncertain.
    FINITE,
    /// The rate at which the pipeline produces good outputs, of which the N are one draw. Comparisons of
    /// versions and forecasts use it.
    PROCESS;

    /// q of an output: its weight squared, less the part that is certain when only the delivered outputs matter.
    ///
    /// @param inclusion π, in (0, 1]
    public double varianceWeight(double inclusion) {
        double squared = (1 / inclusion) * (1 / inclusion);
        return switch (this) {
            case FINITE -> (1 - inclusion) * squared;
            case PROCESS -> squared;
        };
    }
}
