package dev.touchstone.backend.feedback.signal;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.id.PipelineName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Sees to it that one user gives at most a twentieth of the voices of a class within a day, and five while there are
/// few: a script that presses every thumb is one voice among others. What is beyond is kept and does not count. Not
/// thread-safe; one instance per transaction.
final class VoiceShares {
    private static final double MOST = 0.05;
    private static final long FREE = 5;
    private static final String ALL = "";

    /// Public only because JDBI binds through public methods.
    public record Row(PipelineName pipeline, long day, String meaning, String actor, long voices) {
        private Key key() {
            return new Key(pipeline, day, meaning, actor);
        }
    }

    private record Key(PipelineName pipeline, long day, String meaning, String actor) {}

    private final Map<Key, Long> counts = new HashMap<>();
    private final Set<Key> changed = new HashSet<>();

    /// Reads what is needed for these users.
    void load(Handle handle, PipelineName pipeline, Set<Long> days, Collection<String> actors) {
        List<String> meanings =
                Stream.of(FeedbackClass.values()).map(FeedbackClass::wire).toList();
        Set<String> all = new HashSet<>(actors);
        all.add(ALL);
        for (long day : days) {
            handle.attach(SignalDao.class)
                    .shares(pipeline, day, meanings, all)
                    .forEach(row -> counts.put(row.key(), row.voices()));
        }
    }

    /// Counts a voice if it fits.
    ///
    /// @param actor empty for those who were not named: they are many, and have no share of their own
    /// @return false when it does not; nothing changed then
    boolean take(PipelineName pipeline, long day, String meaning, String actor) {
        if (actor.isEmpty()) {
            add(new Key(pipeline, day, meaning, ALL), 1);
            return true;
        }
        long own = counts.getOrDefault(new Key(pipeline, day, meaning, actor), 0L) + 1;
        long all = counts.getOrDefault(new Key(pipeline, day, meaning, ALL), 0L) + 1;
        if (own > Math.max(FREE, MOST * all)) {
            return false;
        }
        add(new Key(pipeline, day, meaning, actor), 1);
        add(new Key(pipeline, day, meaning, ALL), 1);
        return true;
    }

    /// Takes a voice back that has become another.
    void giveBack(PipelineName pipeline, long day, String meaning, String actor) {
        if (!actor.isEmpty()) {
            add(new Key(pipeline, day, meaning, actor), -1);
        }
        add(new Key(pipeline, day, meaning, ALL), -1);
    }

    private void add(Key key, long voices) {
        counts.merge(key, voices, Long::sum);
        changed.add(key);
    }

    void store(Handle transaction) {
        if (changed.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO feedback_share (pipeline, day, meaning, actor, voices)
                VALUES (:pipeline, :day, :meaning, :actor, :voices)
                ON CONFLICT (pipeline, day, meaning, actor) DO UPDATE SET voices = excluded.voices
                """)) {
            for (Key key : changed) {
                batch.bind("pipeline", key.pipeline())
                        .bind("day", key.day())
                        .bind("meaning", key.meaning())
                        .bind("actor", key.actor())
                        .bind("voices", counts.getOrDefault(key, 0L))
                        .add();
            }
            int[] unused = batch.execute();
        }
    }
}
