package dev.touchstone.backend.quality;

import dev.touchstone.backend.config.Distance;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.Observed.Facet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says of names that nothing in a period has that this is so, with the nearest one that something has.
final class UnknownNames {
    private static final int MOST_NAMED = 5;

    private UnknownNames() {}

    /// @param all what was observed in the selection's period, not narrowed
    static List<String> notes(Selection selection, Observed all) {
        List<String> notes = new ArrayList<>();
        note("output", "stratum", selection.stratum(), all.values(Facet.STRATUM), notes);
        note("output", "model", selection.model(), all.values(Facet.MODEL), notes);
        note("output", "prompt_version", selection.promptVersion(), all.values(Facet.PROMPT_VERSION), notes);
        note("review", "attribute", selection.attribute(), all.attributes(), notes);
        return notes;
    }

    private static void note(String of, String what, @Nullable String name, List<String> known, List<String> notes) {
        if (name == null || known.contains(name)) {
            return;
        }
        String hint = known.stream()
                .min(Comparator.comparingInt(candidate -> Distance.between(name, candidate)))
                .filter(nearest -> Distance.between(name, nearest) <= Math.max(2, name.length() / 3))
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(
                        known.isEmpty()
                                ? "; there is none at all."
                                : "; there are "
                                        + String.join(", ", known.subList(0, Math.min(MOST_NAMED, known.size())))
                                        + (known.size() > MOST_NAMED ? " and others." : "."));
        notes.add("No " + of + " of this period has " + what + " '" + name + "'" + hint);
    }
}
