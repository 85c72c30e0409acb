package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.OverflowChoice.Verb;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.Rich;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A review that is decided, expired or withdrawn: who did what, what it was about in a few lines, how it went, and
/// the way back: Undo within the policy's window, later Re-open.
public final class ResolvedCard {
    private static final int SHORT = 200;
    private static final int NOTE = 500;

    private ResolvedCard() {}

    /// @param now decides between Undo and Re-open; draw the card again when the undo window ends
    public static Message of(ReviewDetail detail, Links links, Instant now) {
        List<LayoutBlock> blocks = new ArrayList<>();
        String headline = headline(detail);
        blocks.add(Kit.section(headline));
        blocks.add(summary(detail));
        MarkedWords.of(detail.review().decision()).ifPresent(words -> blocks.add(Kit.context(words)));
        @Nullable Decision decision = detail.review().decision();
        if (decision != null && decision.said().note() != null) {
            String note = SlackText.mrkdwnLine(decision.said().note(), NOTE);
            if (!note.isEmpty()) {
                blocks.add(Kit.context("📝 " + note));
            }
        }
        GoldenWords.of(detail).ifPresent(words -> blocks.add(Kit.context(words)));
        blocks.add(Kit.context(Trail.of(detail)));
        if (detail.output().body() != null) {
            blocks.add(Kit.actions(actions(detail, links, now)));
        }
        return new Message(
                headline + " · "
                        + SlackText.escape(Population.label(detail.review().pipeline())),
                blocks);
    }

    /// Such as `✅ *Approved* by @alice · 41 s`.
    private static String headline(ReviewDetail detail) {
        @Nullable Decision decision = detail.review().decision();
        return switch (detail.review().standing().state()) {
            case EXPIRED ->
                "⌛ *Expired*: "
                        + (detail.review().closedWhy() == null
                                ? "nobody decided by "
                                        + SlackText.dayAndTime(
                                                detail.review().times().dueAt())
                                : SlackText.mrkdwnLine(detail.review().closedWhy(), 150));
            case WITHDRAWN ->
                "🚫 *Withdrawn*: "
                        + (detail.review().closedWhy() == null
                                ? "this review is no longer needed"
                                : SlackText.mrkdwnLine(detail.review().closedWhy(), 150));
            case OPEN -> "↩️ *Open again*";
            case DECIDED -> decision == null ? "✅ *Decided*" : decided(decision, detail);
        };
    }

    private static String decided(Decision decision, ReviewDetail detail) {
        String by = Words.icon(decision.action()) + " *" + Words.capital(Words.past(decision.action())) + "* by "
                + SlackText.mention(decision.reviewer());
        String time = decision.said().seconds() == null
                ? ""
                : " · " + Words.span(decision.said().seconds());
        return by + reason(decision, detail.policy().rubric()) + PanelWords.cameAbout(detail.review()) + time;
    }

    private static String reason(Decision decision, Rubric rubric) {
        String reason = decision.said().reason();
        return reason == null ? "" : ": " + SlackText.mrkdwnLine(rubric.label(reason), 150);
    }

    private static LayoutBlock summary(ReviewDetail detail) {
        @Nullable NewOutput body = detail.output().body();
        if (body == null) {
            return Kit.context(Words.GONE + ". What people wrote below is theirs to delete.");
        }
        Rich rich = new Rich();
        String query = SlackText.plainLine(body.asked(), SHORT);
        if (!SlackText.orElse(query, "").isEmpty()) {
            rich.section(Rich.text(query));
        }
        @Nullable Decision decision = detail.review().decision();
        @Nullable String corrected = decision == null ? null : Outcome.corrected(body, decision);
        add(rich, corrected == null ? "Output: " : "Original: ", Outcome.original(body));
        if (corrected != null) {
            add(rich, "Corrected: ", corrected);
        }
        return rich.block();
    }

    private static void add(Rich rich, String label, String text) {
        String shown = SlackText.orElse(SlackText.plainLine(text, SHORT), "(empty)");
        rich.section(Rich.bold(label), Rich.text(shown));
    }

    private static List<BlockElement> actions(ReviewDetail detail, Links links, Instant now) {
        Review review = detail.review();
        ReviewRef ref = ReviewRef.of(review);
        @Nullable Decision decision = review.decision();
        boolean decided = review.standing().state() == ReviewState.DECIDED && decision != null;
        boolean undoable = decided && undoable(detail, now);
        List<OptionObject> options = new ArrayList<>();
        if (decided && !undoable) {
            options.add(Kit.choice(Verb.REOPEN, "Re-open", ref));
        }
        options.add(Kit.choice(Verb.FULL, "Show full", ref));
        if (detail.output().body() != null && SourceBlocks.any(detail.output().body())) {
            options.add(Kit.choice(Verb.SOURCES, "Show sources", ref));
        }
        links.review(review).ifPresent(url -> options.add(Kit.console(url, ref)));
        List<BlockElement> actions = new ArrayList<>();
        if (undoable) {
            actions.add(Kit.button(ActionIds.UNDO, "Undo", ref.format()));
        }
        // Slack wants at least two options in a menu.
        actions.add(
                options.size() > 1
                        ? Kit.overflow(options)
                        : Kit.button(ActionIds.SHOW_FULL, "Show full", ref.format()));
        return actions;
    }

    private static boolean undoable(ReviewDetail detail, Instant now) {
        return undoableUntil(detail).filter(now::isBefore).isPresent();
    }

    /// When Undo gives way to Re-open; empty when nothing is decided.
    public static Optional<Instant> undoableUntil(ReviewDetail detail) {
        return Optional.ofNullable(detail.review().decision())
                .map(decision -> decision.decidedAt().plus(detail.policy().undoWindow()));
    }
}
