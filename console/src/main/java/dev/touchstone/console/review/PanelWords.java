package dev.touchstone.console.review;

import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.console.output.Passage;
import dev.touchstone.console.web.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a page says of several people who judge one output. While verdicts are missing: how many are in, and never who
/// gave one or what it says.
final class PanelWords {
    private PanelWords() {}

    /// @param own what the visitor has said; null for nothing
    /// @return null where one person judges
    static @Nullable String of(Review review, @Nullable Decision own) {
        Panel panel = review.standing().panel();
        if (panel == null) {
            return null;
        }
        String yours = own == null ? "" : "You " + Words.past(own.action()) + " this. ";
        return switch (panel.stage()) {
            case READING ->
                yours + panel.done() + " of " + panel.reviewers()
                        + " reviewed. Nobody sees what others say before all are in.";
            case ADJUDICATION ->
                yours + "The " + panel.reviewers() + " reviewers differ: somebody who was none of them decides.";
            case AGREED -> "All " + panel.reviewers() + " reviewers agreed.";
            case MAJORITY -> "Most of " + panel.reviewers() + " reviewers said so.";
            case FIRST -> panel.reviewers() + " reviewers differed; the first verdict counts.";
            case ADJUDICATED -> panel.reviewers() + " reviewers differed, and somebody who was none of them decided.";
        };
    }

    /// What was said, without names; empty unless somebody has to decide where others differ.
    static List<Passage> opinions(ReviewDetail detail) {
        Panel panel = detail.review().standing().panel();
        List<Passage> said = new ArrayList<>();
        if (panel != null) {
            for (Panel.Opinion opinion : panel.opinions()) {
                char name = (char) ('A' + said.size());
                said.add(new Passage(
                        "Reviewer " + name + " " + Words.past(opinion.action()) + " this",
                        words(opinion, detail.policy().rubric()),
                        null));
            }
        }
        return said;
    }

    private static String words(Panel.Opinion opinion, Rubric rubric) {
        List<String> lines = new ArrayList<>();
        if (opinion.reason() != null) {
            lines.add("Reason: " + rubric.label(opinion.reason()));
        }
        if (opinion.note() != null) {
            lines.add("Note: " + opinion.note());
        }
        opinion.attributeLabels().forEach((name, label) -> lines.add(name + ": " + label.wire()));
        opinion.correctedAttributes()
                .forEach((name, value) ->
                        lines.add(name + " should be " + (value.isTextual() ? value.textValue() : value.toString())));
        if (opinion.correctedOutput() != null) {
            lines.add("Corrected: " + ChatText.output(opinion.correctedOutput()));
        }
        return lines.isEmpty() ? "(no more than that)" : String.join("\n", lines);
    }

    /// The sources that a decision marked, in a line; empty for none.
    static String marked(Decision decision) {
        MarkedSources sources = decision.said().sources();
        List<String> parts = new ArrayList<>();
        if (sources != null && sources.about() != null) {
            parts.add("About source " + source(sources.about()));
        }
        if (sources != null && sources.right() != null) {
            parts.add("the right source is " + source(sources.right()));
        }
        return String.join("; ", parts);
    }

    private static String source(MarkedSources.Marked marked) {
        return marked.number() + (marked.title() == null ? "" : ", " + marked.title());
    }
}
