package dev.touchstone.api.wire;

/// An interval, both ends included.
///
/// @param level how often such an interval contains the truth, such as 0.95
public record Range(double lower, double upper, double level) {
    public double width() {
        return upper - lower;
    }
}
