package dev.touchstone.backend.golden.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All inputs that have been looked at, by what they look like. Made from the database and kept up with it; the
/// database is the truth. Not thread-safe.
final class InputIndex {
    private static final int PAGE = 1_000;

    private final Neighbours neighbours = new Neighbours();
    /// Hash of the whole compared text → the first input that has it.
    private final Map<Long, Long> whole = new HashMap<>();

    /// Reads what others have added. Sequence numbers begin at 1 and have no gaps, so that the n-th sketch is n.
    void catchUp(GroupDao dao) {
        List<GroupDao.SketchRow> rows;
        do {
            rows = dao.sketches(neighbours.size(), PAGE);
            rows.forEach(row -> add(Sketch.parse(row.sketch())));
        } while (rows.size() == PAGE);
    }

    void add(Sketch sketch) {
        neighbours.add(sketch);
        whole.putIfAbsent(whole(sketch), (long) neighbours.size());
    }

    int size() {
        return neighbours.size();
    }

    /// The sequence numbers of those that are probably near, an equal one first.
    List<Long> candidates(Sketch sketch) {
        List<Long> found = new ArrayList<>();
        Long same = whole.get(whole(sketch));
        if (same != null) {
            found.add(same);
        }
        for (int number : neighbours.of(sketch)) {
            if (same == null || number + 1L != same) {
                found.add(number + 1L);
            }
        }
        return found;
    }

    /// Equal texts have equal sketches, whatever their length.
    private static long whole(Sketch sketch) {
        long hash = 0;
        for (int minimum : sketch.minima()) {
            hash = (hash ^ minimum) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
