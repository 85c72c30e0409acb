package dev.touchstone.backend.experiment;

import dev.touchstone.backend.refusal.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether there is something to compare.
final class Startable {
    private Startable() {}

    /// @return the items that are reviewed
    /// @throws Refused as a conflict that says what is missing
    static List<ItemRow> of(List<ItemRow> all) {
        long waiting = all.stream().filter(ItemRow::waiting).count();
        if (waiting > 0) {
            throw Refused.conflict(
                    "experiment-waiting",
                    waiting + " outputs are still to be written by a model; start when none is waiting.");
        }
        List<ItemRow> ready = all.stream().filter(ItemRow::ready).toList();
        if (ready.isEmpty()) {
            throw Refused.conflict(
                    "experiment-empty",
                    "The experiment has no outputs; upload some with POST /v1/experiments/{id}/items.");
        }
        if (ready.stream().anyMatch(item -> item.body() == null)) {
            throw Refused.conflict(
                    "experiment-expired",
                    "The outputs were removed at the end of the pipeline's retention period; create another experiment.");
        }
        Set<String> versions =
                ready.stream().map(each -> each.place().version()).collect(Collectors.toCollection(TreeSet::new));
        if (versions.size() < 2) {
            throw Refused.conflict(
                    "experiment-one-version",
                    "There is only the version '" + versions.iterator().next()
                            + "', and nothing to compare it with; upload outputs of another.");
        }
        Set<String> seen = new HashSet<>();
        if (ready.stream().allMatch(item -> seen.add(item.place().caseId()))) {
            throw Refused.conflict(
                    "experiment-no-pairs",
                    "No case has outputs of two versions; give outputs to the same case_id when they answer the same.");
        }
        return ready;
    }
}
