package dev.touchstone.backend.drift;

import java.util.Comparator;

/// A place in the order in which outputs arrived.
///
/// Public only because JDBI constructs it.
public record Position(long atMs, String id) implements Comparable<Position> {
    static final Position START = new Position(0, "");

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::atMs).thenComparing(Position::id);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
