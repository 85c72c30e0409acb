package dev.touchstone.backend.golden.group;

import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.PageBytes;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Gives every item its group, in the order they came. An item joins all groups that it has something in common with: a
/// near-duplicate among all inputs, or a value of a field that the policy names. While none of them is released, or all
/// that are lie on one side, they become one group; when they lie on different sides, the item is held back, because
/// whichever side it took, the other would know it. Thread-safe; of several nodes one groups at a time.
public final class Grouping {
    /// Looked at in one transaction, which on SQLite is the only writer's: a fraction of a second.
    private static final int TOGETHER = 50;
    /// Texts read at once.
    private static final int LOOKED_UP = 50;

    private final Database database;
    private final Pipelines pipelines;
    private final SplitKey splits;
    private InputIndex index = new InputIndex();

    public Grouping(Database database, Pipelines pipelines, SplitKey splits) {
        this.database = database;
        this.pipelines = pipelines;
        this.splits = splits;
    }

    /// Groups all items there are.
    ///
    /// @return how many were looked at
    public int catchUp() {
        int looked = 0;
        for (int some = some(); some > 0; some = some()) {
            looked += some;
        }
        return looked;
    }

    private synchronized int some() {
        // A look first: only who has something to do takes the database's writer.
        if (database.reader()
                .withExtension(GroupDao.class, dao -> dao.waitingBytes(1))
                .isEmpty()) {
            return 0;
        }
        try {
            return database.writer().inTransaction(this::some);
        } catch (RuntimeException | Error e) {
            // What was added to it may not have been committed.
            index = new InputIndex();
            throw e;
        }
    }

    private int some(Handle tx) {
        GroupDao dao = tx.attach(GroupDao.class);
        long turn = dao.takeTurn();
        index.catchUp(dao);
        int fitting = PageBytes.fitting(dao.waitingBytes(TOGETHER), TOGETHER);
        List<GroupDao.Waiting> waiting = fitting == 0 ? List.of() : dao.waiting(fitting);
        waiting.forEach(item -> look(dao, item));
        if (index.size() > turn) {
            dao.endTurn(index.size());
        }
        return waiting.size();
    }

    private void look(GroupDao dao, GroupDao.Waiting item) {
        if (item.content() == null) {
            dao.hold(item.id(), "erased");
            return;
        }
        GoldenContent content = Json.read(item.content(), GoldenContent.class);
        GoldenRules rules = pipelines.behind(item.pipeline()).policy().golden();
        String input = dao.groupOfInput(item.inputId()).orElse(null);
        ComparedText text = ComparedText.of(content.input());
        boolean fresh = input == null && !text.isEmpty();
        Sketch sketch = Sketch.of(Shingles.of(fresh ? text.key() : ""));
        List<String> keys = GroupFields.keys(content, rules);

        Map<String, GroupDao.Root> met = new LinkedHashMap<>();
        if (input != null) {
            meet(dao, met, input);
        }
        keys.forEach(key -> dao.groupOf(key).ifPresent(group -> meet(dao, met, group)));
        if (fresh) {
            meetNeighbours(dao, met, text, sketch);
        }
        Set<String> sides = new TreeSet<>();
        met.values().stream().filter(GroupDao.Root::released).forEach(root -> sides.add(root.split()));
        if (sides.size() > 1) {
            dao.hold(item.id(), "joins " + String.join(" and ", sides));
            return;
        }
        String group = joined(dao, met.values(), item.id(), rules);
        dao.place(item.id(), group);
        dao.placeInput(item.inputId(), group);
        keys.forEach(key -> dao.keep(key, group));
        if (fresh) {
            index.add(sketch);
            dao.sketch(index.size(), item.inputId(), sketch.text(), text.stored());
        }
    }

    private static void meet(GroupDao dao, Map<String, GroupDao.Root> met, String groupId) {
        GroupDao.Root root = dao.root(groupId);
        met.put(root.id(), root);
    }

    /// Of a group that is met already, no other text needs to be compared.
    private void meetNeighbours(GroupDao dao, Map<String, GroupDao.Root> met, ComparedText text, Sketch sketch) {
        List<Long> candidates = index.candidates(sketch);
        for (int from = 0; from < candidates.size(); from += LOOKED_UP) {
            List<Long> some = candidates.subList(from, Math.min(candidates.size(), from + LOOKED_UP));
            for (GroupDao.Neighbour neighbour : dao.neighbours(some)) {
                if (!met.containsKey(neighbour.id()) && text.near(ComparedText.parse(neighbour.plain()))) {
                    met.put(neighbour.id(), neighbour.root());
                }
            }
        }
    }

    /// One group of all that were met; a new one when none was.
    private String joined(GroupDao dao, Collection<GroupDao.Root> met, String itemId, GoldenRules rules) {
        if (met.isEmpty()) {
            // Named after its first item; split by its name.
            dao.add(itemId, splits.of(itemId, rules.splits()).wire());
            return itemId;
        }
        return join(dao, met);
    }

    /// Into the released one, or else the oldest.
    static String join(GroupDao dao, Collection<GroupDao.Root> roots) {
        GroupDao.Root into = roots.stream()
                .min(Comparator.comparing((GroupDao.Root root) -> !root.released())
                        .thenComparing(GroupDao.Root::id))
                .orElseThrow();
        for (GroupDao.Root root : roots) {
            if (!root.id().equals(into.id())) {
                dao.join(root.id(), into.id());
            }
        }
        return into.id();
    }

    /// Fixes the sides of groups for ever, within the caller's transaction.
    ///
    /// @param roots the groups; each is the root of its kind
    public void release(Handle transaction, List<String> roots) {
        GroupDao dao = transaction.attach(GroupDao.class);
        for (int from = 0; from < roots.size(); from += 500) {
            int unused = dao.release(roots.subList(from, Math.min(roots.size(), from + 500)));
        }
    }

    /// Holds up whoever groups until the end of the transaction, so that what is read of groups stays so.
    public void holdStill(Handle transaction) {
        long unused = transaction.attach(GroupDao.class).takeTurn();
    }
}
