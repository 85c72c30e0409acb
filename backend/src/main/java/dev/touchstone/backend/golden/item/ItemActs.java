package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What people do with items by hand. Every act is in the ledger; the same act again changes nothing.
public final class ItemActs {
    private final Database database;
    private final Ledger ledger;
    private final Pipelines pipelines;
    private final InstantSource clock;

    public ItemActs(Database database, Ledger ledger, Pipelines pipelines, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /// Makes a proposed item golden. Where people gave different answers, this one is chosen and the others are
    /// retired.
    ///
    /// @throws Refused when the policy wants somebody else, or the item is retired
    public GoldenItem admit(String id, ItemAct act) {
        return change(id, act, "golden.admitted", (dao, item) -> {
            if (item.retired()) {
                throw Refused.conflict("item-retired", "The item is retired; restore it first.");
            }
            String by = act.reviewer().id().value();
            requireSomebodyElse(item, by);
            if (item.kindOf().positive() && item.place().conflict()) {
                int unused = dao.retireOthers(item.inputId(), item.targetHash(), by, clock.millis());
            }
            if (!item.stand().state().equals(GoldenState.GOLDEN.wire())) {
                dao.admit(item.id(), by, clock.millis());
            }
        });
    }

    private void requireSomebodyElse(GoldenItemRow item, String by) {
        GoldenRules rules = pipelines.behind(item.pipeline()).policy().golden();
        ReviewerId decided = item.origin().reviewer();
        if (rules.needsTwo() && decided != null && decided.value().equals(by)) {
            throw Refused.conflict(
                    "own-item",
                    "The policy wants somebody else than who decided (golden.admit: "
                            + rules.admit().wire() + "); ask a colleague.");
        }
    }

    /// Takes an item out of use. Versions that hold it keep it.
    public GoldenItem retire(String id, ItemAct act) {
        return change(id, act, "golden.retired", (dao, item) -> {
            if (!item.retired()) {
                dao.retire(
                        item.id(),
                        GoldenItem.Why.BY_HAND.wire(),
                        act.reviewer().id().value(),
                        clock.millis());
            }
        });
    }

    /// Takes a retired item back to where it was.
    ///
    /// @throws Refused when its decision was taken back or replaced, or its texts are gone
    public GoldenItem restore(String id, ItemAct act) {
        return change(id, act, "golden.restored", (dao, item) -> {
            if (!item.retired()) {
                return;
            }
            if (item.verdictGone()) {
                throw Refused.conflict(
                        "verdict-gone",
                        "The decision behind the item was taken back or replaced; decide the review again instead.");
            }
            if (item.content() == null) {
                throw Refused.conflict("item-erased", "The item's texts were deleted; there is nothing to restore.");
            }
            dao.bringBack(item.id(), act.reviewer().id().value(), clock.millis());
        });
    }

    /// Deletes the texts of an item for good. Its hash stays, so that versions that held it can still be told to be
    /// what they were; they say how many of their texts are gone.
    public GoldenItem erase(String id, ItemAct act) {
        return change(
                id,
                act,
                "golden.erased",
                (dao, item) -> ItemErasure.erase(dao, item, act.reviewer().id().value(), clock.millis()));
    }

    private interface Change {
        void make(GoldenItemDao dao, GoldenItemRow item);
    }

    private GoldenItem change(String id, ItemAct act, String action, Change change) {
        return database.writer().inTransaction(tx -> {
            GoldenItemDao dao = tx.attach(GoldenItemDao.class);
            dao.takeTurn();
            GoldenItemRow before = dao.lock(id).orElseThrow(() -> unknown(id));
            change.make(dao, before);
            if (before.kindOf().positive()) {
                Shelving.compare(dao, before.inputId());
            }
            GoldenItemRow after = dao.find(id).orElseThrow();
            if (!after.equals(before)) {
                note(tx, action, act, before, after);
            }
            return after.wire();
        });
    }

    private void note(Handle tx, String action, ItemAct act, GoldenItemRow before, GoldenItemRow after) {
        ledger.append(
                tx,
                act.reviewer().id().value(),
                action,
                after.id(),
                Map.of("state", before.stand().state(), "hash", before.hash()),
                Map.of(
                        "state",
                        after.stand().state(),
                        "hash",
                        after.hash(),
                        "note",
                        act.note() == null ? "" : act.note()));
    }

    static Refused unknown(String id) {
        return Refused.unknown(
                "unknown-item", "There is no item " + id + " for this key; GET /v1/golden/items lists what there is.");
    }
}
