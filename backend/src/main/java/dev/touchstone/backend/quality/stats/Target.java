package dev.touchstone.backend.quality.stats;

/// What an estimate speaks about. The two have different intervals, so every displayed number names its target.
public enum Target {
    /// The N outputs that were delivered; once all are reviewed nothing is uncertain.
    FINITE,
    /// The rate at which the pipeline produces good outputs, of which the N are one draw. Comparisons of
    /// versions and forecasts use it.
    PROCESS
}
