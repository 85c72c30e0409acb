package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenItem;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Deletes the texts of items for good. Their hashes stay, so that versions that held them can still be told to be what
/// they were; they say how many of their texts are gone.
public final class ItemErasure {
    private ItemErasure() {}

    /// Keeps others from changing items until the transaction ends.
    public static void takeTurn(Handle transaction) {
        transaction.attach(GoldenItemDao.class).takeTurn();
    }

    /// Every item that came of certain decisions, within the caller's transaction, which has the turn.
    ///
    /// @param by whose work it is
    /// @param nowMs epoch milliseconds
    /// @return the ids of those that had texts
    public static List<String> ofDecisions(Handle transaction, List<String> decisionIds, String by, long nowMs) {
        if (decisionIds.isEmpty()) {
            return List.of();
        }
        GoldenItemDao dao = transaction.attach(GoldenItemDao.class);
        List<String> found = dao.ofDecisions(decisionIds);
        if (found.isEmpty()) {
            return found;
        }
        for (String id : found) {
            GoldenItemRow item = dao.lock(id).orElseThrow();
            erase(dao, item, by, nowMs);
            if (item.kindOf().positive()) {
                Shelving.compare(dao, item.inputId());
            }
        }
        return found;
    }

    static void erase(GoldenItemDao dao, GoldenItemRow item, String by, long nowMs) {
        if (item.content() == null) {
            return;
        }
        dao.retire(item.id(), GoldenItem.Why.ERASED.wire(), by, nowMs);
        dao.erase(item.id());
        if (dao.textsOf(item.inputId()) == 0) {
            dao.eraseSketch(item.inputId());
            dao.eraseEmbedding(item.inputId());
        }
    }
}
