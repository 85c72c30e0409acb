package dev.touchstone.stats.interval;

import java.util.OptionalDouble;

/// Ratios of two independently estimated rates: how many times as often one finds something as the other.
public final class Ratios {
    private Ratios() {}

    /// A ratio and where it most likely lies.
    ///
    /// @param upper empty when the divisor may be nought: there is no bound then
    public record Ratio(double value, double lower, OptionalDouble upper) {}

    /// `first / second` with the interval recovered from the two separate ones (MOVER-R). The intervals may
    /// come from any method of equal level and must not reach below nought; the estimates must be
    /// independent. Donner and Zou 2012, Stat. Methods Med. Res. 21:347; Newcombe 2016, Stat. Methods Med.
    /// Res. 25:1774.
    ///
    /// @throws IllegalArgumentException when the divisor's estimate is nought, which leaves no ratio
    public static Ratio mover(Measured first, Measured second) {
        if (first.interval().level() != second.interval().level()) {
            throw new IllegalArgumentException("the two intervals must have one level, had "
                    + first.interval().level() + " and " + second.interval().level());
        }
        if (second.value() <= 0
                || first.interval().lower() < 0
                || second.interval().lower() < 0) {
            throw new IllegalArgumentException(
                    "a ratio needs rates of nought or more and a divisor above it, had " + first + " and " + second);
        }
        double product = first.value() * second.value();
        double lower = root(
                product,
                first.value(),
                first.interval().lower(),
                second.value(),
                second.interval().upper(),
                -1);
        OptionalDouble upper = second.interval().lower() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(root(
                        product,
                        first.value(),
                        first.interval().upper(),
                        second.value(),
                        second.interval().lower(),
                        1));
        double value = first.value() / second.value();
        return new Ratio(value, Math.clamp(lower, 0, value), upper);
    }

    /// The end of the interval that goes with these ends of the two.
    private static double root(double product, double first, double ofFirst, double second, double ofSecond, int sign) {
        double under = product * product - ofFirst * ofSecond * (2 * first - ofFirst) * (2 * second - ofSecond);
        return (product + sign * Math.sqrt(Math.max(0, under))) / (ofSecond * (2 * second - ofSecond));
    }
}
