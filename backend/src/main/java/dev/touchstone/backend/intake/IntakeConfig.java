package dev.touchstone.backend.intake;

/// How outputs are taken in.
///
/// @param mostWaiting outputs that may wait for the writer before new ones are refused with 503; default 20,000
/// @param mostWaitingBytes characters of their bodies together, likewise; default 64 Mi
/// @param mostAtOnce outputs that share a transaction at most; default 256, beyond which nothing is gained
public record IntakeConfig(Integer mostWaiting, Long mostWaitingBytes, Integer mostAtOnce) {
    public IntakeConfig {
        mostWaiting = mostWaiting == null ? 20_000 : mostWaiting;
        if (mostWaiting < 1) {
            throw new IllegalArgumentException("most_waiting must be at least 1, was " + mostWaiting);
        }
        mostWaitingBytes = mostWaitingBytes == null ? 64L * 1024 * 1024 : mostWaitingBytes;
        if (mostWaitingBytes < 1024) {
            throw new IllegalArgumentException("most_waiting_bytes must be at least 1024, was " + mostWaitingBytes);
        }
        mostAtOnce = mostAtOnce == null ? 256 : mostAtOnce;
        if (mostAtOnce < 1 || mostAtOnce > 10_000) {
            throw new IllegalArgumentException("most_at_once must be from 1 to 10000, was " + mostAtOnce);
        }
    }
}
