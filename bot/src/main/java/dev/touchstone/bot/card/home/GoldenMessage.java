package dev.touchstone.bot.card.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.text.MessageText;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The answer to `/review golden`: what waits for somebody to say whether it is learned from.
public final class GoldenMessage {
    /// Each takes two blocks.
    public static final int MOST = 10;

    private static final int SHORT = 300;

    private GoldenMessage() {}

    /// @param waiting oldest first; the first ten are shown
    /// @param more whether there are more than were asked for
    public static Message of(List<GoldenItem> waiting, boolean more) {
        if (waiting.isEmpty()) {
            String none = "No correction waits for anybody.";
            return new Message(none, List.of(Kit.section(none)));
        }
        String headline = (more ? "More than " : "") + Words.counted(waiting.size(), "item waits", "items wait")
                + " for somebody to agree";
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.section("*" + headline + "*"));
        waiting.stream().limit(MOST).forEach(item -> {
            blocks.add(Kit.section(text(item)));
            blocks.add(Kit.actions(List.of(
                    Kit.button(ActionIds.GOLDEN_ADMIT, item.standing().conflict() ? "Choose" : "Admit", value(item)),
                    Kit.button(ActionIds.GOLDEN_RETIRE, "Leave out", value(item)))));
        });
        return new Message(headline, blocks);
    }

    private static String text(GoldenItem item) {
        GoldenContent content = item.content();
        if (content == null) {
            return why(item) + " · its texts were deleted";
        }
        return why(item) + by(content.lineage()) + "\n*Asked:* "
                + shown(content.input().query()) + "\n*Answer:* "
                + shown(content.target() == null ? content.output() : content.target());
    }

    private static String why(GoldenItem item) {
        if (item.standing().conflict()) {
            return "⚖️ Contradicts another answer";
        }
        return item.standing().held() ? "🚧 Belongs to both sides of a split" : "🏅 Proposed";
    }

    private static String by(GoldenLineage lineage) {
        return lineage.decided() == null
                ? ", imported"
                : " by "
                        + lineage.decided().reviewers().stream()
                                .map(reviewer -> SlackText.mention(Reviewer.of(reviewer)))
                                .collect(Collectors.joining(", "));
    }

    private static String shown(@Nullable JsonNode value) {
        String text = value == null ? "" : MessageText.brief(value);
        return SlackText.orElse(SlackText.mrkdwnLine(text, SHORT), "(nothing)");
    }

    /// No pipeline has a space in its name.
    private static @Nullable String value(GoldenItem item) {
        return item.content() == null ? item.id() : item.content().pipeline() + " " + item.id();
    }

    /// @param past what was done, such as `Admitted`
    public static Message done(String past, GoldenItem item) {
        String text = past + "." + (item.standing().conflict() ? " It still contradicts another answer." : "");
        return new Message(text, List.of(Kit.section(text)));
    }
}
