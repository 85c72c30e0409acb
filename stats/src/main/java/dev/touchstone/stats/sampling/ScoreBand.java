package dev.touchstone.stats.sampling;

/// Outputs whose scores lie side by side and that are audited alike.
///
/// @param from the lowest score of the band, in [0, 1]; the band reaches to the next one's
/// @param share of the traffic, in [0, 1]
/// @param labels verdicts it was learnt from
/// @param errorRate that these show, shrunk to that of all, in (0, 1)
/// @param multiple of the audit rate, above 0
public record ScoreBand(double from, double share, long labels, double errorRate, double multiple) {}
