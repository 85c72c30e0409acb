package dev.touchstone.console.house;

import dev.touchstone.console.sheet.Cell;
import dev.touchstone.console.sheet.Sheet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the fields of a policy mean that owners change most. docs/policy.md has them all.
final class PolicyHelp {
    static final Map<String, String> FIELDS = new TreeMap<>(Map.ofEntries(
            Map.entry("confidence_threshold", "Outputs below this confidence are reviewed: 0 to 1."),
            Map.entry("missing_confidence", "What happens to outputs without a confidence: review or audit."),
            Map.entry(
                    "audit_rate",
                    "The chance with which everything else is reviewed: 0 to 1. Every figure of quality"
                            + " rests on it."),
            Map.entry("strata.keys", "Which keys of an output tell its group, such as language."),
            Map.entry("review_sla", "How soon a review should be decided, such as 24h."),
            Map.entry(
                    "expire_after",
                    "How long a review waits before the pipeline is told that nobody looked, such as 3d."),
            Map.entry("retention", "How long texts are kept, such as 365d. Facts and counters stay."),
            Map.entry("undo_window", "How long a reviewer alone may take a decision back, such as 10m."),
            Map.entry("max_open_cards", "How many cards a Slack channel shows at once: 1 to 100."),
            Map.entry("budget.reviews_per_week", "How many reviews a week the team can give."),
            Map.entry("reviewers.channel", "The Slack channel of the cards."),
            Map.entry("reviewers.leads", "Who may also search, such as slack:U0123."),
            Map.entry("reviewers.owners", "Who may also see figures and change this policy."),
            Map.entry(
                    "drift.floor",
                    "The share of right outputs that is promised; an alarm tells when it is not kept.")));

    private PolicyHelp() {}

    static void tell(Sheet sheet) {
        Sheet.Rows rows = new Sheet.Rows();
        FIELDS.forEach((field, meaning) -> rows.add(Cell.of(field), Cell.of(meaning)));
        sheet.table("Fields of a policy", List.of("Field", "What it means"), rows, "");
    }
}
