package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.chat.ToolCall;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.Prose;
import dev.touchstone.bot.card.text.Rich;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.TextCut;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;

/// The output on a card: text as prose, JSON as code, attributes as fields. Says how much is missing, because a
/// reviewer who approves half an output should know it.
final class OutputBlocks {
    private static final int ALONE = 2900;
    private static final int WITH_ATTRIBUTES = 1200;
    private static final int CALLS = 4;

    private OutputBlocks() {}

    static List<LayoutBlock> of(NewOutput body, Doubts doubts, ReviewRef ref) {
        List<LayoutBlock> blocks = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        boolean attributes = !body.attributes().isEmpty();
        if (!attributes || !saidByAttributes(body)) {
            text(body, attributes ? WITH_ATTRIBUTES : ALONE, blocks, missing);
        }
        if (attributes) {
            blocks.addAll(AttributeFields.of(body, doubts));
            int more = body.attributes().size() - AttributeFields.MOST;
            if (more > 0) {
                missing.add(Words.counted(more, "more attribute", "more attributes"));
            } else if (AttributeFields.cuts(body)) {
                missing.add("long values are cut");
            }
        }
        blocks.addAll(more(missing, ref));
        return blocks;
    }

    /// What an output says that its attributes do not.
    static List<LayoutBlock> besideAttributes(NewOutput body, ReviewRef ref) {
        List<LayoutBlock> blocks = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        if (!saidByAttributes(body)) {
            text(body, WITH_ATTRIBUTES, blocks, missing);
        }
        blocks.addAll(more(missing, ref));
        return blocks;
    }

    private static List<LayoutBlock> more(List<String> missing, ReviewRef ref) {
        return missing.isEmpty()
                ? List.of()
                : List.of(Kit.section(
                        "✂️ " + Words.capital(String.join(" · ", missing)),
                        Kit.button(ActionIds.SHOW_FULL, "Show full", ref.format())));
    }

    /// Whether the output says nothing that the attributes do not say too.
    private static boolean saidByAttributes(NewOutput body) {
        return body.output().isObject()
                && body.output().properties().stream().allMatch(field -> {
                    Attribute attribute = body.attributes().get(field.getKey());
                    return attribute != null && attribute.value().equals(field.getValue());
                });
    }

    private static void text(NewOutput body, int max, List<LayoutBlock> blocks, List<String> missing) {
        ChatMessage message = ChatMessage.ofOutput(body.output()).orElse(null);
        if (message != null) {
            message(message, message.calls().isEmpty() ? max : max / 2, blocks, missing);
            return;
        }
        String whole = SlackText.clean(AttributeText.whole(body.output()));
        blocks.add(block(ends(whole, max, missing), body.output().isTextual()));
    }

    private static void message(ChatMessage message, int max, List<LayoutBlock> blocks, List<String> missing) {
        String whole = SlackText.clean(message.text());
        String shown = ends(whole, max, missing);
        List<ToolCall> calls = message.calls();
        if (calls.isEmpty() || !SlackText.orElse(whole, "").isEmpty()) {
            blocks.add(block(shown, true));
        }
        int each = max / CALLS;
        boolean cut = false;
        for (ToolCall call : calls.subList(0, Math.min(calls.size(), CALLS))) {
            Rich rich = new Rich();
            cut |= ChatBlocks.call(rich, "🔧 Assistant", call, each);
            blocks.add(rich.block());
        }
        if (calls.size() > CALLS) {
            missing.add(Words.counted(calls.size() - CALLS, "more call", "more calls"));
        }
        if (cut) {
            missing.add("long arguments are cut");
        }
    }

    /// What is wrong with an answer stands as often at its end as at its beginning.
    private static String ends(String whole, int max, List<String> missing) {
        if (whole.length() > max) {
            missing.add("beginning and end of " + Words.count(whole.length()) + " characters");
        }
        return TextCut.ends(whole, max);
    }

    /// @param clean at most [Kit#SECTION] characters
    static LayoutBlock block(String clean, boolean prose) {
        if (SlackText.orElse(clean, "").isEmpty()) {
            return Kit.context("⚠️ The output is empty.");
        }
        return prose ? Prose.of(clean).block() : new Rich().code(clean).block();
    }
}
