package dev.touchstone.backend.report;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.report.Digest.Fact;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.Observed.Facet;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Strata and prompt versions by quality, worst first. A group with too few reviews is left out, and that is
/// said: the smallest groups would else be the worst every week, by chance alone.
///
/// @param facts at most five
/// @param leftOut a sentence about groups with too few reviews; null when there are none
record WorstGroups(List<Fact> facts, @Nullable String leftOut) {
    private static final int MOST = 5;
    private static final int MOST_NAMED = 6;

    WorstGroups {
        facts = List.copyOf(facts);
    }

    private record Group(String kind, String label, String name, QualityFigure figure) {
        double value() {
            return Objects.requireNonNullElse(figure.value(), 1.0);
        }

        Fact fact() {
            return new Fact(kind + ":" + name, label + " " + name, WeekFacts.text(figure), figure);
        }
    }

    static WorstGroups of(Observed observed) {
        List<Group> groups = new ArrayList<>(groups(observed, Facet.STRATUM, "stratum", "Stratum"));
        groups.addAll(groups(observed, Facet.PROMPT_VERSION, "prompt_version", "Prompt version"));
        List<Fact> worst = groups.stream()
                .filter(group -> group.figure().enough() && group.figure().value() != null)
                .sorted(Comparator.comparingDouble(Group::value))
                .limit(MOST)
                .map(Group::fact)
                .toList();
        List<String> thin = groups.stream()
                .filter(group -> !group.figure().enough())
                .map(group -> group.label().toLowerCase(Locale.ROOT) + " " + group.name() + " ("
                        + group.figure().reviewed() + ")")
                .toList();
        return new WorstGroups(worst, thin.isEmpty() ? null : leftOut(thin));
    }

    /// A pipeline with one group has no worst one: it would only repeat the whole.
    private static List<Group> groups(Observed observed, Facet facet, String kind, String label) {
        List<String> values = observed.values(facet);
        return values.size() < 2
                ? List.of()
                : values.stream()
                        .map(value -> new Group(
                                kind, label, value, Course.approval(observed.where(facet, value), Target.FINITE)))
                        .toList();
    }

    private static String leftOut(List<String> thin) {
        int more = thin.size() - MOST_NAMED;
        return "Too few reviews to compare: " + String.join(", ", thin.subList(0, Math.min(MOST_NAMED, thin.size())))
                + (more > 0 ? " and " + more + " more" : "") + ".";
    }
}
