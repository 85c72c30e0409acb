package dev.touchstone.bot.card.home;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;

/// The answer to `/review help`, and to anything `/review` does not understand.
public final class HelpMessage {
    private static final String COMMANDS = """
        • `/review next`  review one after the other, in one window
        • `/review mine`  what you have claimed
        • `/review stats`  your reviews, and how good your pipelines are this week
        • `/review digest ‹pipeline› ‹week›`  a week in words; without a week this one, without a name all of yours
        • `/review find ‹id›`  find an output or a review by its id, or by the one its pipeline gave it
        • `/review request ‹id› ‹why›`  have people look at an output that nothing sent to them
        • `/review golden`  corrections that wait for somebody to agree, and answers that contradict each other
        • `/review sample ‹n› ‹pipeline›`  draw n outputs of the last 7 days at random for review; without a name from \
        this channel's pipeline
        • `/review console`  a link to the console, a web page for reviews, search and quality
        • `/review help`  this list\
        """;

    private static final String BUTTONS = """
        • *Approve*: right as it is. *Edit*: right after your change; unchanged it approves. *Reject*: wrong, with a \
        reason.
        • Opening Edit or Reject claims the review for 10 minutes, so that nobody does it twice.
        • Decided by mistake? *Undo* on the card, within its time; later *Re-open* in its menu.
        • A *random audit* hides the model's confidence, so that your answer is your own.\
        """;

    private HelpMessage() {}

    public static Message of() {
        List<LayoutBlock> blocks =
                List.of(Kit.section("*Commands*\n" + COMMANDS), Kit.section("*On the cards*\n" + BUTTONS));
        return new Message(
                "Commands: next, mine, stats, digest, find ‹id›, request ‹id›, golden, sample ‹n›, console, help",
                blocks);
    }

    /// @param typed what was typed after `/review`
    public static Message unknown(String typed) {
        Message help = of();
        List<LayoutBlock> blocks = new ArrayList<>(help.blocks());
        blocks.addFirst(Kit.section("“" + SlackText.mrkdwnLine(typed, 60) + "” is not a command I know."));
        return new Message(help.text(), blocks);
    }
}
