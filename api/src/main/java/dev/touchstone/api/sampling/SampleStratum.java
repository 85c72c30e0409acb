package dev.touchstone.api.sampling;

/// One stratum of a sample.
///
/// @param stratum its name
/// @param population outputs in the window, N
/// @param allotted how many were to be drawn, n
/// @param drawn how many were; differs from n in a Poisson sample alone
/// @param inclusion the probability with which each output was drawn, 0 to 1
/// @param threshold where the keys of the sample end, counted from its start: what lies below is in it, 0 to 1
public record SampleStratum(
        String stratum, long population, long allotted, long drawn, double inclusion, double threshold) {}
