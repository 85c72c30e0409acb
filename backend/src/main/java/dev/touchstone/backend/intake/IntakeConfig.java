package dev.touchstone.backend.intake;

/// How outputs are taken in.
///
/// @param maxWaiting outputs that may wait for the writer before new ones are refused with 503; default 20,000
/// @param maxWaitingBytes characters of their bodies together, likewise; default 64 Mi
/// @param maxAtOnce outputs that share a transaction at most; default 256, beyond which nothing is gained
public record IntakeConfig(Integer maxWaiting, Long maxWaitingBytes, Integer maxAtOnce) {
    public IntakeConfig {
        maxWaiting = maxWaiting == null ? 20_000 : maxWaiting;
        if (maxWaiting < 1) {
            throw new IllegalArgumentException("max_waiting must be at least 1, was " + maxWaiting);
        }
        maxWaitingBytes = maxWaitingBytes == null ? 64L * 1024 * 1024 : maxWaitingBytes;
        if (maxWaitingBytes < 1024) {
            throw new IllegalArgumentException("max_waiting_bytes must be at least 1024, was " + maxWaitingBytes);
        }
        maxAtOnce = maxAtOnce == null ? 256 : maxAtOnce;
        if (maxAtOnce < 1 || maxAtOnce > 10_000) {
            throw new IllegalArgumentException("max_at_once must be from 1 to 10000, was " + maxAtOnce);
        }
    }
}
