package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.chat.ToolCall;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.MessageText;
import dev.touchstone.bot.card.text.Rich;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.TextCut;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A conversation on a card: its last turns, and what the user asked last wherever that is. Whatever is not shown is
/// counted, and a button shows it.
final class ChatBlocks {
    /// Of everything shown together; Slack's block holds more.
    private static final int ROOM = 2000;

    private static final int TURNS = 6;
    private static final int ASKED = 900;
    private static final int OTHER = 450;
    private static final int ARGUMENTS = 300;
    private static final int CALLS = 3;

    private final List<ChatMessage> messages;
    private final int asked;
    private final Rich rich = new Rich();
    private boolean cut;

    private ChatBlocks(List<ChatMessage> messages) {
        this.messages = messages;
        this.asked = lastOfUser(messages);
    }

    static List<LayoutBlock> of(Query query, ReviewRef ref) {
        return new ChatBlocks(query.messages()).blocks(ref);
    }

    private static int lastOfUser(List<ChatMessage> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals(ChatMessage.USER)) {
                return i;
            }
        }
        return messages.size() - 1;
    }

    private List<LayoutBlock> blocks(ReviewRef ref) {
        SortedSet<Integer> shown = shown();
        int before = -1;
        for (int place : shown) {
            if (before >= 0 && place > before + 1) {
                rich.section(Rich.italic("⋯ " + counted(place - before - 1) + " left out"));
            }
            turn(place);
            before = place;
        }
        List<LayoutBlock> blocks = new ArrayList<>(List.of(rich.block()));
        int hidden = messages.size() - shown.size();
        if (hidden > 0 || cut) {
            String what = hidden > 0 ? "💬 " + counted(hidden) + " not shown" : "✂️ Long messages are cut";
            blocks.add(Kit.section(
                    what + (hidden > 0 && cut ? ", long ones are cut" : ""),
                    Kit.button(ActionIds.SHOW_FULL, "Show the whole conversation", ref.format())));
        }
        return blocks;
    }

    private static String counted(int messages) {
        return Words.counted(messages, "message", "messages");
    }

    /// The last turns that have room beside what was asked; a system message is no turn.
    private SortedSet<Integer> shown() {
        SortedSet<Integer> shown = new TreeSet<>(List.of(asked));
        int room = ROOM - length(asked);
        for (int i = messages.size() - 1; i >= 0 && shown.size() < TURNS; i--) {
            boolean turn = !messages.get(i).role().equals("system")
                    && !messages.get(i).role().equals("developer");
            if (i == asked || !turn) {
                continue;
            }
            room -= length(i);
            if (room < 0 && i != messages.size() - 1) {
                break;
            }
            shown.add(i);
        }
        return shown;
    }

    private int length(int place) {
        ChatMessage message = messages.get(place);
        int calls = message.calls().stream()
                .limit(CALLS)
                .mapToInt(call -> Math.min(ARGUMENTS, call.arguments().length()) + 80)
                .sum();
        return Math.min(message.text().length(), place == asked ? ASKED : OTHER) + calls + 40;
    }

    private void turn(int place) {
        ChatMessage message = messages.get(place);
        String clean = SlackText.clean(message.text());
        String text = TextCut.ends(clean, place == asked ? ASKED : OTHER);
        cut |= text.length() < clean.length();
        boolean speaks = !SlackText.orElse(text, "").isEmpty();
        String speaker = MessageText.speaker(message, messages.subList(0, place));
        if (speaks || message.calls().isEmpty()) {
            rich.section(Rich.bold(speaker));
            if (speaks && message.role().equals(ChatMessage.TOOL)) {
                rich.code(text);
            } else {
                rich.quote(speaks ? text : "(nothing)");
            }
        }
        message.calls().stream().limit(CALLS).forEach(call -> cut |= call(rich, speaker, call, ARGUMENTS));
        if (message.calls().size() > CALLS) {
            cut = true;
            rich.section(
                    Rich.italic("and " + Words.counted(message.calls().size() - CALLS, "more call", "more calls")));
        }
    }

    /// Draws a call with its arguments.
    ///
    /// @return whether the arguments are cut
    static boolean call(Rich rich, String speaker, ToolCall call, int most) {
        String arguments = SlackText.clean(MessageText.arguments(call));
        String shown = TextCut.cut(arguments, most);
        rich.section(Rich.bold(speaker + " calls "), Rich.text(MessageText.tool(call.name())));
        rich.code(SlackText.orElse(shown, "(no arguments)"));
        return shown.length() < arguments.length();
    }
}
