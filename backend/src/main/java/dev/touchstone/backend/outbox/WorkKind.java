package dev.touchstone.backend.outbox;

/// A kind of job that this process does itself, owned by the feature that does it: one constant beside the code that
/// works it off with [OutboxWorkers], and nothing in this package.
///
/// @param consumer who works it off; stands in the database and in metrics, so it never changes
/// @param name what is to be done
/// @param laned whether all its jobs stand in lanes, which are worked off in order; or none does
public record WorkKind(String consumer, String name, boolean laned) {
    /// Jobs in any order.
    public static WorkKind loose(String consumer, String name) {
        return new WorkKind(consumer, name, false);
    }

    /// Jobs that keep their order within a lane.
    public static WorkKind laned(String consumer, String name) {
        return new WorkKind(consumer, name, true);
    }
}
