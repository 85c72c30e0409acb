package dev.touchstone.backend.experiment;

import dev.touchstone.stats.sampling.SamplingKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// In which order an experiment is reviewed: such that neither place nor neighbours tell the version. Each round has
/// one
/// output of every case that has any left, which one being chance, in an order that is chance too; so the versions of a
/// case lie a round apart. The keyed hash is the chance: it can be repeated, and nobody can foresee it.
final class ReviewOrder {
    private final SamplingKey key;
    private final String experimentId;

    ReviewOrder(SamplingKey key, String experimentId) {
        this.key = key;
        this.experimentId = experimentId;
    }

    /// What is reviewed once: one text that one or more versions answered to a case.
    ///
    /// @param body a [ItemRow.Shown] as JSON
    /// @param items of the versions that answered it
    record Unit(String caseId, String body, List<ItemRow> items) {}

    List<Unit> of(List<ItemRow> ready) {
        Map<String, Map<String, Unit>> cases = new LinkedHashMap<>();
        for (ItemRow item : ready) {
            String body = String.valueOf(item.body());
            cases.computeIfAbsent(item.place().caseId(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(body, any -> new Unit(item.place().caseId(), body, new ArrayList<>()))
                    .items()
                    .add(item);
        }
        List<List<Unit>> left = new ArrayList<>();
        // By what is shown, not by the version.
        cases.values().forEach(units -> left.add(shuffled(List.copyOf(units.values()), "case")));
        List<Unit> order = new ArrayList<>();
        for (int round = 0; !left.isEmpty(); round++) {
            int now = round;
            List<Unit> next =
                    shuffled(left.stream().map(units -> units.get(now)).toList(), "round " + round);
            if (!order.isEmpty()
                    && next.size() > 1
                    && next.getFirst().caseId().equals(order.getLast().caseId())) {
                Collections.swap(next, 0, 1);
            }
            order.addAll(next);
            left.removeIf(units -> units.size() <= now + 1);
        }
        return order;
    }

    private List<Unit> shuffled(List<Unit> units, String what) {
        List<Unit> shuffled = new ArrayList<>(units);
        shuffled.sort(Comparator.comparingDouble(
                unit -> key.of(String.join("\n", experimentId, what, unit.caseId(), unit.body()))));
        return shuffled;
    }
}
