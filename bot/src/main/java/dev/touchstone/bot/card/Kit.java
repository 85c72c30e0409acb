package dev.touchstone.bot.card;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Short names for the blocks we use, with the settings we always want. The `mrkdwn` parameters take text that is
/// already escaped.
final class Kit {
    static final int HEADER = 150;
    static final int SECTION = 2900;
    static final int LABEL = 75;
    private static final int CONFIRM_TITLE = 100;
    private static final int CONFIRM_BUTTON = 30;

    private Kit() {}

    static HeaderBlock header(String text) {
        return HeaderBlock.builder()
                .text(plain(SlackText.plainLine(text, HEADER)))
                .build();
    }

    static SectionBlock section(String mrkdwn) {
        return SectionBlock.builder().text(mrkdwn(mrkdwn)).build();
    }

    static SectionBlock section(String mrkdwn, BlockElement accessory) {
        return SectionBlock.builder().text(mrkdwn(mrkdwn)).accessory(accessory).build();
    }

    /// One of a section's fields: a label in our words, and below it what stands there.
    static TextObject field(String label, String mrkdwn) {
        return mrkdwn("*" + label + "*\n" + SlackText.orElse(mrkdwn, "–"));
    }

    static ContextBlock context(String mrkdwn) {
        return ContextBlock.builder().elements(List.of(mrkdwn(mrkdwn))).build();
    }

    static LayoutBlock divider() {
        return DividerBlock.builder().build();
    }

    static ActionsBlock actions(List<BlockElement> elements) {
        return ActionsBlock.builder().elements(elements).build();
    }

    /// Without `verbatim` Slack would link whatever looks like an address or a channel.
    static MarkdownTextObject mrkdwn(String mrkdwn) {
        return MarkdownTextObject.builder().text(mrkdwn).verbatim(true).build();
    }

    static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    static ButtonElement button(String actionId, String label, @Nullable String value) {
        return button(actionId, label, value, null);
    }

    static ButtonElement button(String actionId, String label, @Nullable String value, @Nullable String style) {
        return ButtonElement.builder()
                .actionId(actionId)
                .text(plain(label))
                .value(value)
                .style(style)
                .build();
    }

    /// The button, with a question before it acts.
    static ButtonElement confirmed(ButtonElement button, String title, String question, String yes) {
        button.setConfirm(ConfirmationDialogObject.builder()
                .title(plain(SlackText.plainLine(title, CONFIRM_TITLE)))
                .text(plain(question))
                .confirm(plain(SlackText.plainLine(yes, CONFIRM_BUTTON)))
                .deny(plain("Cancel"))
                .build());
        return button;
    }

    static ButtonElement linkButton(String label, String url) {
        return linkButton(ActionIds.LINK, label, url);
    }

    static ButtonElement linkButton(String actionId, String label, String url) {
        return ButtonElement.builder()
                .actionId(actionId)
                .text(plain(label))
                .url(url)
                .build();
    }

    static OverflowMenuElement overflow(List<OptionObject> options) {
        return OverflowMenuElement.builder()
                .actionId(ActionIds.MORE)
                .options(options)
                .build();
    }

    static OptionObject option(String label, String value) {
        return OptionObject.builder()
                .text(plain(SlackText.orElse(SlackText.plainLine(label, LABEL), value)))
                .value(value)
                .build();
    }

    static OptionObject choice(OverflowChoice.Verb verb, String label, ReviewRef ref) {
        return option(label, new OverflowChoice(verb, ref).format());
    }

    static OptionObject console(String url, ReviewRef ref) {
        OptionObject option = choice(OverflowChoice.Verb.CONSOLE, "Open in console", ref);
        option.setUrl(url);
        return option;
    }
}
