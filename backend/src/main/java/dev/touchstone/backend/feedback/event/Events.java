package dev.touchstone.backend.feedback.event;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.output.OutputErasure;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads the stored events, and knows which wait to be counted. Stateless.
public final class Events {
    /// How long an event waits for its output; long enough for one that comes with a nightly batch a week late.
    static final Duration PATIENCE = Duration.ofDays(14);

    private static final long FIRST_LOOK_MS = 1000;
    private static final int MOST_DOUBLINGS = 12;

    private Events() {}

    /// The newest of an output, oldest first.
    public static List<EventRow> newest(Handle handle, OutputId outputId, int limit) {
        return handle.attach(EventDao.class).newest(outputId, limit).reversed();
    }

    /// What can be looked at now, in the order in which it fell due.
    public static List<EventRow> waiting(Handle handle, long now, int limit) {
        return handle.attach(EventDao.class).waiting(now, limit);
    }

    /// When something can be looked at next; empty when nothing waits.
    public static Optional<Long> nextLook(Handle handle) {
        return handle.attach(EventDao.class).nextLook();
    }

    /// How many wait, up to a hundred thousand.
    public static long uncounted(Handle handle) {
        return handle.attach(EventDao.class).uncounted();
    }

    /// Notes that events are counted, and for which outputs.
    public static void counted(Handle transaction, Map<String, OutputId> outputsByEvent) {
        if (!outputsByEvent.isEmpty()) {
            List<String> ids = List.copyOf(outputsByEvent.keySet());
            EventDao dao = transaction.attach(EventDao.class);
            int[] unused =
                    dao.counted(ids, ids.stream().map(outputsByEvent::get).toList());
            // What was said of an output that is erased by now has nothing left to be about.
            OutputErasure.erased(transaction, outputsByEvent.values()).forEach(dao::erase);
        }
    }

    /// Puts off events whose outputs are not there: each is looked for twice as late as the time before, at most once
    /// an hour, until patience ends.
    public static void later(Handle transaction, List<EventRow> events, long now) {
        if (events.isEmpty()) {
            return;
        }
        List<String> ids = new ArrayList<>();
        List<String> states = new ArrayList<>();
        List<Long> looks = new ArrayList<>();
        for (EventRow event : events) {
            ids.add(event.id());
            states.add(now - event.times().receivedAtMs() > PATIENCE.toMillis() ? "lost" : "waiting");
            looks.add(now
                    + (FIRST_LOOK_MS << Math.min(MOST_DOUBLINGS, event.looks().looks())));
        }
        int[] unused = transaction.attach(EventDao.class).later(ids, states, looks);
    }

    /// Clears what users wrote about a pipeline in events with ids in a range, a bounded number at once.
    ///
    /// @return how many were cleared; fewer than `limit` means that none is left
    public static int clearWords(Database database, PipelineName pipeline, String afterId, String beforeId, int limit) {
        return database.writer()
                .withExtension(EventDao.class, dao -> dao.clearWords(pipeline, afterId, beforeId, limit));
    }

    /// Takes away what users wrote of one output, and by which they could be told, within the caller's transaction.
    ///
    /// @return how many events there were
    public static int erase(Handle transaction, OutputId output) {
        return transaction.attach(EventDao.class).erase(output);
    }

    /// Takes away what one actor wrote, a bounded number of events at once, and gives them another name. That they
    /// were one person's stays: figures count people.
    ///
    /// @param actor a pseudonym
    /// @param name another, which nobody can make again
    /// @param afterId exclusive lower bound
    /// @return the ids of the events, oldest first; fewer than `limit` means that none is left
    public static List<String> forget(
            Handle transaction, PipelineName pipeline, String actor, String name, String afterId, int limit) {
        EventDao dao = transaction.attach(EventDao.class);
        List<String> ids = dao.ofActor(pipeline, actor, afterId, limit);
        if (!ids.isEmpty()) {
            int unused = dao.forget(ids, name);
        }
        return ids;
    }
}
