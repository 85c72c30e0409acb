package dev.touchstone.backend.golden.admission;

import dev.touchstone.backend.golden.item.ItemErasure;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Takes what came of decisions out of the golden set, and what was about to come of them.
public final class GoldenErasure {
    private GoldenErasure() {}

    /// Within the caller's transaction. Whoever admits a decision has read its texts before and writes them in a
    /// transaction of its own, but only where the note that it is due is still there.
    ///
    /// @param by whose work it is
    /// @param nowMs epoch milliseconds
    /// @return the ids of the items that had texts
    public static List<String> ofDecisions(Handle transaction, List<String> decisionIds, String by, long nowMs) {
        if (decisionIds.isEmpty()) {
            return List.of();
        }
        // In the order in which admission takes them: the turn, then the notes.
        ItemErasure.takeTurn(transaction);
        int unused = transaction.attach(GoldenDueDao.class).forget(decisionIds);
        return ItemErasure.ofDecisions(transaction, decisionIds, by, nowMs);
    }
}
