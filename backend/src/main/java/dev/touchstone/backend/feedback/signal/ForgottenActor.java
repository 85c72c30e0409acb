package dev.touchstone.backend.feedback.signal;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.feedback.event.Events;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// A user whose words are taken away and whose pseudonym is replaced by one that nobody can make again. How many people
/// said what stays as it was.
public final class ForgottenActor {
    private ForgottenActor() {}

    /// Some of the user's events, oldest first, within the caller's transaction.
    ///
    /// @param actor the pseudonym so far
    /// @param name the one from now on
    /// @param afterId exclusive lower bound
    /// @return their ids; fewer than `limit` means that none is left
    public static List<String> forget(
            Handle transaction, PipelineName pipeline, String actor, String name, String afterId, int limit) {
        List<String> events = Events.forget(transaction, pipeline, actor, name, afterId, limit);
        SignalDao dao = transaction.attach(SignalDao.class);
        if (!events.isEmpty()) {
            int voices = dao.renameVoices(actor, name, events);
        }
        if (events.size() < limit) {
            int shares = dao.renameShares(pipeline, actor, name);
        }
        return events;
    }
}
