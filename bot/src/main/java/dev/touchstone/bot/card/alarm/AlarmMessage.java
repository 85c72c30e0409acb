package dev.touchstone.bot.card.alarm;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.text.Figures;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;

/// An episode of drift: what is worse, by how much, since when, where, and what can be done. The same message is
/// redrawn until the episode is over; buttons are there only while they act.
public final class AlarmMessage {
    private static final int HEADLINE = 600;
    private static final int PROMISE = 300;
    private static final int LABEL = 80;
    private static final int MOST_ACTIONS = 6;

    private AlarmMessage() {}

    /// @param drawn whether the trend is a chart that Slack draws, else characters
    public static Message of(AlarmView view, boolean drawn) {
        Alarm alarm = view.detail().alarm();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.header(AlarmWords.title(alarm)));
        blocks.add(Kit.context(
                "*" + SlackText.mrkdwnLine(alarm.pipeline().value(), LABEL) + "* · " + AlarmWords.state(alarm)));
        blocks.add(headline(alarm));
        AlarmBlocks.facts(alarm).ifPresent(blocks::add);
        AlarmBlocks.worse(alarm).ifPresent(blocks::add);
        blocks.addAll(AlarmBlocks.trend(view.detail(), drawn));
        blocks.addAll(AlarmBlocks.examples(view.examples()));
        AlarmBlocks.runs(view.detail(), view.actions()).ifPresent(blocks::add);
        blocks.add(Kit.context(promise(alarm)));
        blocks.addAll(buttons(view));
        return new Message(text(alarm), blocks);
    }

    /// For when Slack refuses all that: the headline and the buttons.
    public static Message plain(AlarmView view) {
        Alarm alarm = view.detail().alarm();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.section(text(alarm)));
        blocks.addAll(buttons(view));
        return new Message(text(alarm), blocks);
    }

    private static LayoutBlock headline(Alarm alarm) {
        return Kit.section(SlackText.orElse(SlackText.mrkdwnLine(alarm.message().headline(), HEADLINE), "–"));
    }

    private static String text(Alarm alarm) {
        return SlackText.escape(SlackText.plainLine(AlarmWords.title(alarm), Kit.HEADER)) + " · "
                + SlackText.mrkdwnLine(alarm.pipeline().value(), LABEL);
    }

    private static String promise(Alarm alarm) {
        String watched = alarm.series().equals("all")
                ? "all outputs"
                : "`" + SlackText.mrkdwnLine(alarm.series(), LABEL).replace('`', '\'') + "`";
        String promise = SlackText.mrkdwnLine(alarm.message().promise(), PROMISE);
        return "Watched: " + watched
                + (SlackText.orElse(promise, "").isEmpty() ? "" : " · Promise: " + promise)
                + (alarm.message().found() == null
                        ? ""
                        : "\n"
                                + Figures.explained(
                                        alarm.message().found().window().interval())
                                + " It holds however often one looks.");
    }

    private static List<LayoutBlock> buttons(AlarmView view) {
        Alarm alarm = view.detail().alarm();
        List<BlockElement> buttons = new ArrayList<>();
        if (alarm.state() != AlarmState.RECOVERED) {
            deeds(buttons, view);
        }
        view.links().alarm(alarm.id()).ifPresent(url -> buttons.add(Kit.linkButton("Explain", url)));
        return buttons.isEmpty() ? List.of() : List.of(Kit.actions(buttons));
    }

    private static void deeds(List<BlockElement> buttons, AlarmView view) {
        Alarm alarm = view.detail().alarm();
        String ref = new AlarmRef(alarm.id(), null).format();
        if (alarm.course().acknowledgedBy() == null) {
            buttons.add(Kit.button(ActionIds.ALARM_ACKNOWLEDGE, "Acknowledge", ref, "primary"));
        }
        for (AlarmAction action : view.actions().stream()
                .filter(one -> view.detail().available().contains(one.name()))
                .limit(MOST_ACTIONS)
                .toList()) {
            buttons.add(start(alarm, action));
        }
        if (alarm.state() != AlarmState.MUTED) {
            buttons.add(Kit.button(ActionIds.ALARM_MUTE, "Mute 24 h", ref));
        }
    }

    /// What leaves the house cannot be taken back, so that alone asks first.
    private static BlockElement start(Alarm alarm, AlarmAction action) {
        String label = SlackText.plainLine(AlarmWords.action(action), Kit.LABEL);
        String id = ActionIds.ALARM_ACT + action.name();
        String ref = new AlarmRef(alarm.id(), action.name()).format();
        return action.type() == AlarmAction.Type.WEBHOOK && !action.dryRun()
                ? Kit.confirmed(
                        Kit.button(id, label, ref, "danger"),
                        label + "?",
                        "It calls the webhook that the policy names, and cannot be taken back from here.",
                        label)
                : Kit.button(id, label, ref);
    }
}
