package dev.touchstone.backend.golden.group;

import dev.touchstone.backend.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Puts items that mean nearly the same into one group, so that they stay on one side, whatever words they are in. That
/// is all it does: near in meaning is not agreement, and they remain different items. A sentence and its negation are
/// put together too, which harms no split. What somebody has joined already costs two reads. Thread-safe.
public final class MeantAlike {
    /// Databases take so many values in one statement, and more.
    private static final int LOOKED_UP = 500;
    /// Joined in one transaction.
    private static final int TOGETHER = 50;

    private final Database database;

    public MeantAlike(Database database) {
        this.database = database;
    }

    /// Joins groups. An item on no released side that is like items on different ones is held back, as it is when words
    /// say so; a side that is released stays as it is.
    ///
    /// @param alike by an item's id, those of the items that it is like
    public void join(Map<String, List<String>> alike) {
        Map<String, Set<String>> mutual = mutual(alike);
        Map<String, GroupDao.Root> roots = roots(mutual);
        // From the view of those that can still move, so that each sees all sides that it is drawn to.
        List<Map.Entry<String, Set<String>>> apart = mutual.entrySet().stream()
                .filter(entry -> movesTo(roots.get(entry.getKey()), entry.getValue(), roots))
                .toList();
        for (int from = 0; from < apart.size(); from += TOGETHER) {
            List<Map.Entry<String, Set<String>>> some = apart.subList(from, Math.min(apart.size(), from + TOGETHER));
            database.writer().useTransaction(tx -> {
                GroupDao dao = tx.attach(GroupDao.class);
                long unused = dao.takeTurn();
                some.forEach(entry -> join(dao, entry.getKey(), entry.getValue()));
            });
        }
    }

    private static boolean movesTo(GroupDao.@Nullable Root own, Set<String> others, Map<String, GroupDao.Root> roots) {
        return own != null
                && !own.released()
                && others.stream()
                        .map(roots::get)
                        .anyMatch(other -> other != null && !other.id().equals(own.id()));
    }

    private static Map<String, Set<String>> mutual(Map<String, List<String>> alike) {
        Map<String, Set<String>> mutual = new LinkedHashMap<>();
        alike.forEach((item, others) -> others.forEach(other -> {
            mutual.computeIfAbsent(item, first -> new LinkedHashSet<>()).add(other);
            mutual.computeIfAbsent(other, first -> new LinkedHashSet<>()).add(item);
        }));
        return mutual;
    }

    /// A look first: mostly they are together, and nobody needs the writer.
    private Map<String, GroupDao.Root> roots(Map<String, Set<String>> mutual) {
        List<String> ids = List.copyOf(mutual.keySet());
        Map<String, GroupDao.Root> roots = new HashMap<>();
        for (int from = 0; from < ids.size(); from += LOOKED_UP) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + LOOKED_UP));
            database.reader()
                    .withExtension(GroupDao.class, dao -> dao.placed(some))
                    .forEach(placed -> roots.put(placed.itemId(), placed.root()));
        }
        return roots;
    }

    private static void join(GroupDao dao, String item, Set<String> others) {
        List<String> all = new ArrayList<>(others);
        all.add(item);
        boolean placed = false;
        Map<String, GroupDao.Root> met = new LinkedHashMap<>();
        for (GroupDao.Placed one : dao.placed(all)) {
            met.put(one.id(), one.root());
            placed |= one.itemId().equals(item);
        }
        Set<String> sides = new TreeSet<>();
        met.values().stream().filter(GroupDao.Root::released).forEach(root -> sides.add(root.split()));
        if (placed && sides.size() > 1) {
            dao.takeBack(item, "joins " + String.join(" and ", sides));
        } else if (placed && met.size() > 1) {
            Grouping.join(dao, met.values());
        }
    }
}
