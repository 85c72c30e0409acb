package dev.touchstone.bot.card.kit;

import com.slack.api.model.block.SectionBlock;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.bot.card.text.SlackText;
import java.util.List;

/// A sentence for the people who run a pipeline.
public final class NoticeMessage {
    private static final int NAME = 80;
    private static final int NOTIFICATION = 300;

    private NoticeMessage() {}

    /// What is told in a thread, where the message above says what it is about.
    public static Message reply(String text) {
        String shown = shown(text);
        return new Message(SlackText.mrkdwnLine(shown, NOTIFICATION), List.of(section(shown)));
    }

    /// @param text plain text, at most 3,000 characters
    public static Message of(PipelineName pipeline, String text) {
        String shown = shown(text);
        String name = SlackText.mrkdwnLine(pipeline.value(), NAME);
        return new Message(
                "📣 " + name + ": " + SlackText.mrkdwnLine(shown, NOTIFICATION),
                List.of(Kit.context("📣 *" + name + "*"), section(shown)));
    }

    private static String shown(String text) {
        return SlackText.orElse(SlackText.plain(text, Kit.SECTION), "(an empty notice)");
    }

    private static SectionBlock section(String shown) {
        return SectionBlock.builder().text(Kit.plain(shown)).build();
    }
}
