package dev.touchstone.backend.intake;

/// How outputs are taken in.
///
/// @param mostWaiting outputs that may wait for the writer before new ones are refused with 503; default 20,000
public record IntakeConfig(Integer mostWaiting) {
    public IntakeConfig {
        mostWaiting = mostWaiting == null ? 20_000 : mostWaiting;
        if (mostWaiting < 1) {
            throw new IllegalArgumentException("most_waiting must be at least 1, was " + mostWaiting);
        }
    }
}
