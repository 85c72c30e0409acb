package dev.touchstone.backend.report;

import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.quality.EfficiencyReport;
import dev.touchstone.api.quality.EfficiencyReport.CostPerError;
import dev.touchstone.api.quality.SelectionReport;
import dev.touchstone.api.quality.SelectionReport.Finds;
import dev.touchstone.api.quality.SelectionReport.ReasonFinds;
import dev.touchstone.api.quality.SelectionReport.Times;
import dev.touchstone.api.report.Digest.Fact;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What each reason for a review found in a week, in a line: errors per review, held against the random
/// audit; and what an error cost.
final class WeekFindings {
    /// With fewer reviews the interval says everything.
    private static final long FEWEST = 10;

    private WeekFindings() {}

    /// Empty when nothing but the audit found anything that can be held against it.
    static Optional<Fact> of(SelectionReport report) {
        String text = report.policies().stream()
                .flatMap(policy -> policy.reasons().stream())
                .filter(reason -> reason.reason() != RouteReason.RANDOM_AUDIT)
                .filter(reason ->
                        decided(reason.finds()) >= FEWEST && reason.finds().times() != null)
                .map(WeekFindings::text)
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? Optional.empty() : Optional.of(new Fact("finds", "Errors found", text, null));
    }

    /// What an error that was found cost; empty without a price of a reviewer's hour.
    static Optional<Fact> cost(EfficiencyReport report) {
        CostPerError cost = report.costPerError();
        if (cost == null) {
            return Optional.empty();
        }
        CostPerError chance = report.byChance();
        String text = words(cost) + ", people and judge"
                + (chance == null ? "" : "; " + words(chance) + " if chance had chosen what people look at");
        return Optional.of(new Fact("error_cost", "Cost of an error found", text, null));
    }

    private static String words(CostPerError cost) {
        return Words.number(cost.value(), 2) + " (" + Words.number(cost.lower(), 2) + " to "
                + (cost.upper() == null ? "any number" : Words.number(cost.upper(), 2)) + ")";
    }

    private static long decided(Finds finds) {
        return finds.error() == null ? 0 : finds.error().n();
    }

    private static String text(ReasonFinds reason) {
        Finds finds = reason.finds();
        Times times = finds.times();
        return reason.reason().wire().replace('_', ' ') + ": "
                + Words.count(finds.errors()) + " in " + Words.counted(decided(finds), "review")
                + (times == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %.1f × as many per review as chance finds (%.1f to %s)",
                                times.value(),
                                times.lower(),
                                times.upper() == null
                                        ? "any number"
                                        : String.format(Locale.ROOT, "%.1f", times.upper())));
    }
}
