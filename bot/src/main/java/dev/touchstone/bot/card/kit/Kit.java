package dev.touchstone.bot.card.kit;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.OverflowMenuElement;
import dev.touchstone.bot.card.text.SlackText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Short names for the blocks we use, with the settings we always want. The `mrkdwn` parameters take text that is
/// already escaped.
public final class Kit {
    public static final int HEADER = 150;
    static final int SECTION = 2900;
    public static final int LABEL = 75;
    private static final int CONFIRM_TITLE = 100;
    private static final int CONFIRM_BUTTON = 30;

    private Kit() {}

    public static HeaderBlock header(String text) {
        return HeaderBlock.builder()
                .text(plain(SlackText.plainLine(text, HEADER)))
                .build();
    }

    public static SectionBlock section(String mrkdwn) {
        return SectionBlock.builder().text(mrkdwn(mrkdwn)).build();
    }

    public static SectionBlock section(String mrkdwn, BlockElement accessory) {
        return SectionBlock.builder().text(mrkdwn(mrkdwn)).accessory(accessory).build();
    }

    /// One of a section's fields: a label in our words, and below it what stands there.
    public static TextObject field(String label, String mrkdwn) {
        return mrkdwn("*" + label + "*\n" + SlackText.orElse(mrkdwn, "–"));
    }

    public static ContextBlock context(String mrkdwn) {
        return ContextBlock.builder().elements(List.of(mrkdwn(mrkdwn))).build();
    }

    public static LayoutBlock divider() {
        return DividerBlock.builder().build();
    }

    public static ActionsBlock actions(List<BlockElement> elements) {
        return ActionsBlock.builder().elements(elements).build();
    }

    /// Without `verbatim` Slack would link whatever looks like an address or a channel.
    public static MarkdownTextObject mrkdwn(String mrkdwn) {
        return MarkdownTextObject.builder().text(mrkdwn).verbatim(true).build();
    }

    public static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    public static ButtonElement button(String actionId, String label, @Nullable String value) {
        return button(actionId, label, value, null);
    }

    public static ButtonElement button(String actionId, String label, @Nullable String value, @Nullable String style) {
        return ButtonElement.builder()
                .actionId(actionId)
                .text(plain(label))
                .value(value)
                .style(style)
                .build();
    }

    /// The button, with a question before it acts.
    public static ButtonElement confirmed(ButtonElement button, String title, String question, String yes) {
        button.setConfirm(ConfirmationDialogObject.builder()
                .title(plain(SlackText.plainLine(title, CONFIRM_TITLE)))
                .text(plain(question))
                .confirm(plain(SlackText.plainLine(yes, CONFIRM_BUTTON)))
                .deny(plain("Cancel"))
                .build());
        return button;
    }

    public static ButtonElement linkButton(String label, String url) {
        return linkButton(ActionIds.LINK, label, url);
    }

    public static ButtonElement linkButton(String actionId, String label, String url) {
        return ButtonElement.builder()
                .actionId(actionId)
                .text(plain(label))
                .url(url)
                .build();
    }

    public static OverflowMenuElement overflow(List<OptionObject> options) {
        return OverflowMenuElement.builder()
                .actionId(ActionIds.MORE)
                .options(options)
                .build();
    }

    public static OptionObject option(String label, String value) {
        return OptionObject.builder()
                .text(plain(SlackText.orElse(SlackText.plainLine(label, LABEL), value)))
                .value(value)
                .build();
    }

    public static OptionObject choice(OverflowChoice.Verb verb, String label, ReviewRef ref) {
        return option(label, new OverflowChoice(verb, ref).format());
    }

    public static OptionObject console(String url, ReviewRef ref) {
        OptionObject option = choice(OverflowChoice.Verb.CONSOLE, "Open in console", ref);
        option.setUrl(url);
        return option;
    }
}
