package dev.touchstone.bot.card.kit;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import dev.touchstone.api.rubric.Rubric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The reasons to reject what a card shows, as a menu: choosing one rejects at once. Which review it is stands in the
/// id of the menu's block, because the value of an option has room for the revision and a reason alone. The block keeps
/// its
/// id when the card is drawn again, so that a click on what a reader still sees is understood.
public final class RejectMenu {
    private static final String BLOCK = "review ";

    /// Opens the form instead. No reason has such an id.
    private static final String FORM = "+form";

    private RejectMenu() {}

    /// What was chosen.
    public sealed interface Choice {
        ReviewRef review();

        /// To reject it for this reason.
        record Reason(ReviewRef review, String id) implements Choice {}

        /// To say more than a reason.
        record Form(ReviewRef review) implements Choice {}
    }

    public static BlockElement of(List<Rubric.Reason> reasons, ReviewRef review) {
        String seen = review.revision() + " ";
        List<OptionObject> options = new ArrayList<>();
        reasons.forEach(reason -> options.add(Kit.option(reason.label(), seen + reason.id())));
        options.add(Kit.option("✍️ With a note or a correction…", seen + FORM));
        return Modals.menu(ActionIds.REJECT, "Reject", options, null);
    }

    /// The block that the menu stands in.
    public static ActionsBlock block(ReviewRef review, List<BlockElement> elements) {
        return ActionsBlock.builder()
                .blockId(BLOCK + review.reviewId())
                .elements(elements)
                .build();
    }

    /// @param blockId of the block that somebody chose in
    /// @param value of the option
    /// @return empty when it is none of ours
    public static Optional<Choice> parse(@Nullable String blockId, @Nullable String value) {
        int space = value == null ? -1 : value.indexOf(' ');
        if (blockId == null || value == null || !blockId.startsWith(BLOCK) || space < 0) {
            return Optional.empty();
        }
        String chosen = value.substring(space + 1);
        return ReviewRef.parse(blockId.substring(BLOCK.length()) + ":" + value.substring(0, space))
                .map(review -> chosen.equals(FORM) ? new Choice.Form(review) : new Choice.Reason(review, chosen));
    }
}
