package dev.touchstone.backend.drift;

import dev.touchstone.api.id.PipelineName;

/// Public only because JDBI binds through public methods. How far the detectors of a pipeline have come.
///
/// @param version counts up with each change
/// @param taken reviews that were taken, answered or not
/// @param furthestMs arrival of the last review that was ever taken
/// @param furthestId that review
/// @param lookedAtMs up to when late and changed decisions were looked for
public record WatchRow(
        PipelineName pipeline,
        long version,
        long atMs,
        String atId,
        long taken,
        long furthestMs,
        String furthestId,
        long lookedAtMs,
        String state,
        String checksum) {

    boolean intact() {
        return checksum.equals(Checksum.of(state));
    }

    /// Whether something was stored, and can be read.
    boolean usable() {
        return !state.isEmpty() && intact();
    }

    Position furthest() {
        return new Position(furthestMs, furthestId);
    }

    Position at() {
        return new Position(atMs, atId);
    }
}
