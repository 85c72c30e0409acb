package dev.touchstone.bot.card.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.chat.ChatText;
import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a card and a form say of several people who judge one output. While verdicts are missing: how many are in, and
/// never who gave one or what it says.
public final class PanelWords {
    private static final int LINE = 300;
    private static final int TEXT = 1500;
    /// Slack takes 3,000 characters.
    private static final int MOST = 2900;

    private PanelWords() {}

    /// How far an open review is; empty where one person judges.
    public static Optional<String> progress(Review review) {
        return Optional.ofNullable(review.standing().panel())
                .map(panel -> panel.stage() == PanelStage.ADJUDICATION
                        ? "⚖️ *The " + panel.reviewers() + " reviewers differ*: somebody who was none of them decides"
                        : "👥 *" + panel.done() + " of " + panel.reviewers()
                                + " reviewed*: nobody sees what others say before all are in");
    }

    /// Whether somebody has to decide where others differ.
    public static boolean adjudicated(Review review) {
        Panel panel = review.standing().panel();
        return panel != null && panel.stage() == PanelStage.ADJUDICATION;
    }

    /// How a verdict came about, to follow what it says; empty where one person judged.
    static String cameAbout(Review review) {
        Panel panel = review.standing().panel();
        if (panel == null) {
            return "";
        }
        return switch (panel.stage()) {
            case AGREED -> " · all " + panel.reviewers() + " reviewers agreed";
            case MAJORITY -> " · most of " + panel.reviewers() + " reviewers";
            case FIRST -> " · the first of " + panel.reviewers() + " reviewers, who differed";
            case ADJUDICATED -> " · adjudicated, " + panel.reviewers() + " reviewers differed";
            case READING, ADJUDICATION -> "";
        };
    }

    /// For the form: what was said, without names, for whoever adjudicates; in every other stage how far the panel is.
    public static List<LayoutBlock> inForm(ReviewDetail detail) {
        List<LayoutBlock> opinions = opinions(detail);
        return opinions.isEmpty()
                ? progress(detail.review()).stream()
                        .<LayoutBlock>map(Kit::context)
                        .toList()
                : opinions;
    }

    private static List<LayoutBlock> opinions(ReviewDetail detail) {
        Panel panel = detail.review().standing().panel();
        if (panel == null || panel.opinions().isEmpty()) {
            return List.of();
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.context("⚖️ *The reviewers differ.* This is what they said; you decide."));
        char name = 'A';
        for (Panel.Opinion opinion : panel.opinions()) {
            blocks.add(Kit.section(said(name, opinion, detail.policy().rubric())));
            name++;
        }
        return blocks;
    }

    private static String said(char name, Panel.Opinion opinion, Rubric rubric) {
        List<String> lines = new ArrayList<>();
        lines.add("*Reviewer " + name + "*: " + Words.icon(opinion.action()) + " "
                + Words.capital(Words.past(opinion.action())) + reason(opinion.reason(), rubric));
        opinion.attributeLabels()
                .forEach((attribute, label) ->
                        lines.add("• " + SlackText.mrkdwnLine(attribute, LINE) + ": " + label.wire()));
        opinion.correctedAttributes()
                .forEach((attribute, value) -> lines.add("• " + SlackText.mrkdwnLine(attribute, LINE) + " → "
                        + SlackText.mrkdwnLine(AttributeText.of(value), LINE)));
        JsonNode corrected = opinion.correctedOutput();
        if (corrected != null) {
            lines.add("Corrected: " + SlackText.mrkdwnLine(ChatText.output(corrected), TEXT));
        }
        if (opinion.note() != null) {
            lines.add("📝 " + SlackText.mrkdwnLine(opinion.note(), LINE));
        }
        return fitting(lines);
    }

    /// As many lines as a section holds; a line is never cut in the middle of its escapes.
    private static String fitting(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (text.length() + lines.get(i).length() > MOST) {
                return text.append("… and ")
                        .append(Words.counted(lines.size() - i, "more line", "more lines"))
                        .toString();
            }
            text.append(i == 0 ? "" : "\n").append(lines.get(i));
        }
        return text.toString();
    }

    private static String reason(@Nullable String reason, Rubric rubric) {
        return reason == null
                ? ""
                : ": "
                        + SlackText.mrkdwnLine(
                                rubric.rejectReasons().stream()
                                        .filter(known -> known.id().equals(reason))
                                        .map(Rubric.Reason::label)
                                        .findFirst()
                                        .orElse(reason),
                                LINE);
    }
}
