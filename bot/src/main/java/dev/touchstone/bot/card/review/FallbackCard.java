package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The card for when Slack refuses the real one with `invalid_blocks`: one plain text and the buttons, the oldest
/// and smallest blocks there are. The review stays decidable.
public final class FallbackCard {
    private static final int TEXT = 1500;

    private FallbackCard() {}

    public static Message of(ReviewDetail detail, Links links) {
        ReviewRef ref = ReviewRef.of(detail.review());
        List<BlockElement> buttons = new ArrayList<>();
        buttons.add(Kit.button(ActionIds.APPROVE, "Approve", ref.format(), "primary"));
        buttons.add(Kit.button(ActionIds.EDIT, "Edit", ref.format()));
        buttons.add(Kit.button(ActionIds.REJECT, "Reject", ref.format(), "danger"));
        buttons.add(Kit.button(ActionIds.SHOW_FULL, "Show full", ref.format()));
        links.review(detail.review()).ifPresent(url -> buttons.add(Kit.linkButton("Open in console", url)));
        LayoutBlock text = SectionBlock.builder().text(Kit.plain(text(detail))).build();
        return new Message(ReviewCard.text(detail), List.of(text, Kit.actions(buttons)));
    }

    private static String text(ReviewDetail detail) {
        @Nullable NewOutput body = detail.output().body();
        String head = "Review · " + Population.label(detail.review().pipeline());
        return body == null
                ? head
                : head + "\n\n"
                        + SlackText.plain(AttributeText.whole(body.output()), TEXT)
                                .strip();
    }
}
