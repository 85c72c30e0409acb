package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.report.Reminder;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reviews that are near or past their due time, to the reviewer who holds them or to the escalation channel.
public final class ReminderMessage {
    private static final int NAME = 80;
    private static final int QUERY = 150;
    private static final int MOST = 10;

    private ReminderMessage() {}

    /// @param open the reviews of the reminder that still wait; at least one
    public static Message of(Reminder reminder, List<ReviewDetail> open, Instant now) {
        int settled = reminder.reviews().size() - open.size();
        long total = Math.max(open.size(), reminder.total() - settled);
        String headline = headline(reminder, total, open, now);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.section(headline));
        open.stream().limit(MOST).forEach(detail -> blocks.add(row(detail, now)));
        long more = total - Math.min(MOST, open.size());
        if (more > 0) {
            blocks.add(Kit.context("and " + Words.counted(more, "more review", "more reviews")
                    + ". `/review next` brings one after the other."));
        }
        return new Message(headline, blocks);
    }

    private static String headline(Reminder reminder, long total, List<ReviewDetail> open, Instant now) {
        boolean late =
                open.stream().anyMatch(detail -> detail.review().times().dueAt().isBefore(now));
        String what = "⏰ " + Words.counted(total, "review", "reviews");
        String in = " in *" + SlackText.mrkdwnLine(reminder.pipeline().value(), NAME) + "*"
                + (total == 1 ? " is " : " are ");
        return reminder.reviewer() == null
                ? what + in + "past due and undecided. Who can take " + (total == 1 ? "it?" : "one?")
                : what + " you hold" + in + (late ? "due or overdue." : "due soon.");
    }

    private static String glimpse(@Nullable NewOutput body) {
        return body == null
                ? SlackText.glimpse(null, null, QUERY)
                : SlackText.glimpse(body.asked(), Outcome.original(body), QUERY);
    }

    private static LayoutBlock row(ReviewDetail detail, Instant now) {
        Review review = detail.review();
        @Nullable NewOutput body = detail.output().body();
        String due = (review.times().dueAt().isBefore(now) ? "⏰ overdue since " : "due ")
                + SlackText.dayAndTime(review.times().dueAt());
        return Kit.section(
                "“" + glimpse(body) + "”\n" + due,
                Kit.button(ActionIds.OPEN, "Review", ReviewRef.of(review).format(), "primary"));
    }
}
