package dev.touchstone.backend.drift;

import dev.touchstone.api.id.PipelineName;
import org.jdbi.v3.core.mapper.Nested;

/// Public only because JDBI binds through public methods. How far the detectors of a pipeline have come.
///
/// @param version counts up with each change
/// @param taken reviews that were taken, answered or not
/// @param lookedAtMs up to when late and changed decisions were looked for
public record WatchRow(
        PipelineName pipeline,
        long version,
        @Nested Reached reached,
        long taken,
        @Nested Furthest ever,
        long lookedAtMs,
        String state,
        String checksum) {
    /// The last review that was taken in order, and its arrival in epoch milliseconds.
    public record Reached(long atMs, String atId) {}

    /// How far the detectors ever came, which late decisions do not set back.
    ///
    /// @param furthestMs arrival of the last review that was ever taken
    /// @param furthestId that review
    public record Furthest(long furthestMs, String furthestId) {}

    boolean intact() {
        return checksum.equals(Checksum.of(state));
    }

    /// Whether something was stored, and can be read.
    boolean usable() {
        return !state.isEmpty() && intact();
    }

    Position furthest() {
        return new Position(ever.furthestMs(), ever.furthestId());
    }

    Position at() {
        return new Position(reached.atMs(), reached.atId());
    }
}
