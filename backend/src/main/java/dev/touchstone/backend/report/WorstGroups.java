package dev.touchstone.backend.report;

import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.report.Digest.Fact;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.Observed.Facet;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Strata and prompt versions that are worse than the whole, the most certainly bad first: by how good they may be at
/// best, so that a small group comes first only when even its wide interval is low. Who is better than the whole is no
/// place where it is worst.
///
/// @param facts at most five
/// @param leftOut a sentence about groups of which nothing can be said; null when there are none
record WorstGroups(List<Fact> facts, @Nullable String leftOut) {
    private static final int MOST = 5;
    private static final int MOST_NAMED = 6;

    WorstGroups {
        facts = List.copyOf(facts);
    }

    private record Group(String kind, String label, String name, QualityFigure figure) {
        boolean worseThan(double whole) {
            return figure.value() != null && figure.value() < whole;
        }

        /// The upper end of its interval.
        double atBest() {
            Range interval = figure.interval();
            return interval != null ? interval.upper() : Objects.requireNonNullElse(figure.value(), 1.0);
        }

        Fact fact() {
            String text = WeekFacts.text(figure);
            return new Fact(
                    kind + ":" + name,
                    label + " " + name,
                    figure.enough() ? text : text + "; rough, because the reviews are few",
                    figure);
        }
    }

    /// @param whole the quality of all outputs; nothing is worse than a whole that has no value
    static WorstGroups of(Observed observed, QualityFigure whole) {
        List<Group> groups = new ArrayList<>(groups(observed, Facet.STRATUM, "stratum", "Stratum"));
        groups.addAll(groups(observed, Facet.PROMPT_VERSION, "prompt_version", "Prompt version"));
        double bar = Objects.requireNonNullElse(whole.value(), 0.0);
        List<Fact> worst = groups.stream()
                .filter(group -> group.worseThan(bar))
                .sorted(Comparator.comparingDouble(Group::atBest))
                .limit(MOST)
                .map(Group::fact)
                .toList();
        List<String> thin = groups.stream()
                .filter(group -> group.figure().value() == null)
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
