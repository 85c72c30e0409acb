package dev.touchstone.bot.card.home;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.review.PanelWords;
import dev.touchstone.bot.card.review.ReviewCard;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// One line of a list in Home.
final class HomeRow {
    private static final int QUERY = 150;
    private static final int OUTPUT = 200;

    private HomeRow() {}

    static List<LayoutBlock> of(ReviewSummary summary, Instant now) {
        Review review = summary.review();
        String query = SlackText.mrkdwnLine(summary.query(), QUERY);
        String output = SlackText.mrkdwnLine(summary.output(), OUTPUT);
        String text = SlackText.glimpse(summary.query(), summary.output(), QUERY);
        String below = SlackText.orElse(query, "").isEmpty() ? "" : SlackText.orElse(output, "");
        return List.of(
                Kit.section(
                        below.isEmpty() ? text : text + "\n" + below,
                        Kit.button(
                                ActionIds.OPEN, "Review", ReviewRef.of(review).format())),
                Kit.context(facts(summary, now)));
    }

    static LayoutBlock of(HomeState.Recent recent, Instant now) {
        String what = SlackText.orElse(SlackText.mrkdwnLine(recent.query(), QUERY), "(no query)");
        String line = Words.icon(recent.action()) + " " + Words.capital(Words.past(recent.action())) + " "
                + Words.ago(recent.decidedAt(), now) + " · " + SlackText.escape(Population.label(recent.pipeline()))
                + "\n" + what;
        return recent.undoable()
                ? Kit.section(
                        line, Kit.button(ActionIds.UNDO, "Undo", recent.ref().format()))
                : Kit.section(line);
    }

    private static String facts(ReviewSummary summary, Instant now) {
        Review review = summary.review();
        String facts = "*" + SlackText.escape(Population.label(review.pipeline())) + "* · " + reasons(review);
        if (summary.confidence() != null && !review.asked().blind()) {
            facts += " · confidence " + Words.probability(summary.confidence());
        }
        facts += (review.times().dueAt().isBefore(now) ? " · ⏰ overdue since " : " · due ")
                + SlackText.nearby(review.times().dueAt());
        facts += PanelWords.progress(review).map(progress -> " · " + progress).orElse("");
        return facts + ReviewCard.claim(review, now).map(claim -> " · " + claim).orElse("");
    }

    private static String reasons(Review review) {
        if (review.asked().reasons().contains(RouteReason.EXPERIMENT)) {
            return Words.reason(RouteReason.EXPERIMENT);
        }
        return review.asked().blind()
                ? Words.reason(RouteReason.RANDOM_AUDIT)
                : review.asked().reasons().stream().map(Words::reason).collect(Collectors.joining(", "));
    }
}
