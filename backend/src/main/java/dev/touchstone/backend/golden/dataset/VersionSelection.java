package dev.touchstone.backend.golden.dataset;

import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.VersionCounts;
import dev.touchstone.api.wire.WireEnum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Which of the items that a rule names make a version: those that have a side and no contradiction, each answer once.
/// Not thread-safe; used for one version.
final class VersionSelection {
    private final DatasetRule rule;
    private final List<CandidateRow> members = new ArrayList<>();
    private int conflicts;
    private int held;
    private int duplicates;
    private int contradicted;
    private int erased;

    /// @param candidates oldest first: of several that say the same, the first stays
    VersionSelection(DatasetRule rule, List<CandidateRow> candidates) {
        this.rule = rule;
        Set<String> right = new HashSet<>();
        candidates.stream()
                .filter(item -> item.fits(rule) && item.kindOf().positive() && stands(item))
                .forEach(item -> right.add(answer(item)));
        Set<String> seen = new HashSet<>();
        candidates.stream().filter(item -> item.fits(rule)).forEach(item -> take(item, right, seen));
        members.sort(Comparator.comparing(CandidateRow::hash).thenComparing(CandidateRow::id));
    }

    private static boolean stands(CandidateRow item) {
        return !item.where().conflict() && !item.where().erased();
    }

    private static String answer(CandidateRow item) {
        return item.inputId() + " " + item.targetHash();
    }

    private void take(CandidateRow item, Set<String> right, Set<String> seen) {
        boolean positive = item.kindOf().positive();
        if (item.where().erased()) {
            erased++;
        } else if (positive && item.where().conflict()) {
            conflicts++;
        } else if (!positive && right.contains(answer(item))) {
            contradicted++;
        } else if (item.where().groupId() == null) {
            held++;
        } else if (!seen.add((positive ? "right " : "wrong ") + answer(item))) {
            duplicates++;
        } else {
            members.add(item);
        }
    }

    String root() {
        return MerkleTree.root(members.stream().map(CandidateRow::hash).toList());
    }

    /// The groups that its items are of.
    List<String> groups() {
        return members.stream()
                .map(item -> Objects.requireNonNull(item.where().groupId()))
                .distinct()
                .toList();
    }

    List<MemberRow> rows(String versionId) {
        List<MemberRow> rows = new ArrayList<>(members.size());
        for (CandidateRow item : members) {
            rows.add(new MemberRow(
                    versionId,
                    rows.size(),
                    item.id(),
                    item.hash(),
                    Objects.requireNonNull(item.where().split()),
                    Objects.requireNonNull(item.where().groupId()),
                    rule.weight(item.kindOf()),
                    item.where().bytes()));
        }
        return rows;
    }

    VersionCounts counts() {
        Map<GoldenKind, Integer> kinds = new EnumMap<>(GoldenKind.class);
        Map<GoldenSplit, Map<String, Integer>> groups = new EnumMap<>(GoldenSplit.class);
        for (GoldenSplit split : GoldenSplit.values()) {
            groups.put(split, new HashMap<>());
        }
        for (CandidateRow item : members) {
            kinds.merge(item.kindOf(), 1, Integer::sum);
            GoldenSplit split = WireEnum.read(
                    GoldenSplit.class, Objects.requireNonNull(item.where().split()));
            Objects.requireNonNull(groups.get(split))
                    .merge(Objects.requireNonNull(item.where().groupId()), 1, Integer::sum);
        }
        Map<GoldenSplit, VersionCounts.Side> splits = new EnumMap<>(GoldenSplit.class);
        groups.forEach((split, sizes) -> splits.put(split, side(sizes)));
        return new VersionCounts(
                members.size(),
                kinds,
                splits,
                new VersionCounts.LeftOut(conflicts, held, duplicates, contradicted, erased));
    }

    private static VersionCounts.Side side(Map<String, Integer> sizes) {
        return new VersionCounts.Side(
                sizes.values().stream().mapToInt(Integer::intValue).sum(),
                sizes.size(),
                sizes.values().stream().mapToInt(Integer::intValue).max().orElse(0));
    }
}
