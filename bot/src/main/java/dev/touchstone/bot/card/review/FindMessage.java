package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.Rich;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The answer to `/review find`.
public final class FindMessage {
    private static final int EXCERPT = 300;

    private FindMessage() {}

    /// A review was found, by its own id or its output's.
    public static Message review(ReviewDetail detail, Links links, Instant now) {
        Review review = detail.review();
        ReviewRef ref = ReviewRef.of(review);
        String state = review.standing().state() == ReviewState.OPEN
                ? "open"
                        + PanelWords.progress(review)
                                .or(() -> ReviewCard.claim(review, now))
                                .map(words -> " · " + words)
                                .orElse("")
                : review.standing().state().wire();
        List<BlockElement> buttons = new ArrayList<>();
        if (review.standing().state() == ReviewState.OPEN) {
            buttons.add(Kit.button(ActionIds.OPEN, "Review", ref.format(), "primary"));
        }
        buttons.add(Kit.button(ActionIds.SHOW_FULL, "Show full", ref.format()));
        links.review(review).ifPresent(url -> buttons.add(Kit.linkButton("Open in console", url)));
        return found(
                "Review in *" + SlackText.escape(Population.label(review.pipeline())) + "* · " + state,
                detail.output(),
                buttons);
    }

    /// An output was found that has no review.
    public static Message output(OutputView output, Links links) {
        @Nullable NewOutput body = output.body();
        String in = body == null ? "" : " in *" + SlackText.escape(body.pipeline()) + "*";
        List<BlockElement> buttons = new ArrayList<>();
        boolean unseen = output.status() == OutputStatus.AUTO_APPROVED
                || output.status() == OutputStatus.CHECKING
                || output.status() == OutputStatus.UNREVIEWED;
        if (body != null && unseen) {
            buttons.add(Kit.button(
                    ActionIds.REQUEST_REVIEW, "Ask for a review", output.id().value()));
        }
        links.output(output.id()).ifPresent(url -> buttons.add(Kit.linkButton("Open in console", url)));
        return found("Output" + in + " · " + status(output), output, buttons);
    }

    /// @param id what was looked for
    public static Message nothing(String id) {
        String shown = SlackText.mrkdwnLine(id, 100);
        return Refusal.say("🔎 Nothing with the id “" + shown + "”. Give a review's id, an output's id, or the id its"
                + " pipeline gave it.");
    }

    /// Others that were given the same id.
    public static Message others(List<OutputView> outputs) {
        String where = outputs.stream()
                .map(OutputView::pipeline)
                .distinct()
                .limit(20)
                .map(PipelineName::value)
                .map(SlackText::escape)
                .collect(Collectors.joining(", "));
        return Refusal.say("Others with this id are in " + where + ".");
    }

    private static Message found(String headline, OutputView output, List<BlockElement> buttons) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.section(headline));
        @Nullable NewOutput body = output.body();
        if (body == null) {
            blocks.add(Kit.context(Words.GONE + "."));
        } else {
            blocks.add(Kit.context("id " + SlackText.mrkdwnLine(body.externalId(), 200) + " · received "
                    + SlackText.dayAndTime(output.receivedAt())));
            blocks.add(excerpt(body));
        }
        if (!buttons.isEmpty()) {
            blocks.add(Kit.actions(buttons));
        }
        return new Message(headline, blocks);
    }

    private static LayoutBlock excerpt(NewOutput body) {
        Rich rich = new Rich();
        String query = SlackText.plainLine(body.asked(), EXCERPT);
        if (!SlackText.orElse(query, "").isEmpty()) {
            rich.quote(query);
        }
        String output = SlackText.plainLine(Outcome.original(body), EXCERPT);
        return rich.section(Rich.text(SlackText.orElse(output, "(empty)"))).block();
    }

    private static String status(OutputView output) {
        return switch (output.status()) {
            case AUTO_APPROVED -> "approved without review";
            case CHECKING -> "waits for a check of its confidence";
            case IN_REVIEW -> "in review";
            case DECIDED -> "decided";
            case UNREVIEWED -> "its review ended without a decision";
            case WITHDRAWN -> "its review was withdrawn";
        };
    }
}
