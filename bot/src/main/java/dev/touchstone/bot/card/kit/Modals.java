package dev.touchstone.bot.card.kit;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.CheckboxesElement;
import com.slack.api.model.block.element.MultiStaticSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.RadioButtonsElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.touchstone.bot.card.text.SlackText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of modals.
public final class Modals {
    public static final int INPUT = 3000;
    /// Options that a menu can hold.
    public static final int MENU = 100;

    private static final int RADIOS = 10;

    private Modals() {}

    /// A modal that is read and closed.
    public static View reading(String callbackId, String title, List<LayoutBlock> blocks, ModalState state) {
        return view(callbackId, title, blocks)
                .privateMetadata(state.format())
                .close(close("Close"))
                .build();
    }

    /// A modal that is filled in. Closing it is reported, so that a claim can be given back.
    public static View form(
            String callbackId, String title, String submit, List<LayoutBlock> blocks, ModalState state) {
        return view(callbackId, title, blocks)
                .privateMetadata(state.format())
                .submit(ViewSubmit.builder()
                        .type("plain_text")
                        .text(submit)
                        .emoji(false)
                        .build())
                .close(close("Cancel"))
                .notifyOnClose(true)
                .build();
    }

    /// A modal that only says something.
    public static View note(String title, String mrkdwn) {
        return view(ActionIds.NOTE_MODAL, title, List.of(Kit.section(mrkdwn)))
                .close(close("Close"))
                .build();
    }

    private static View.ViewBuilder view(String callbackId, String title, List<LayoutBlock> blocks) {
        return View.builder()
                .type("modal")
                .callbackId(callbackId)
                .title(ViewTitle.builder()
                        .type("plain_text")
                        .text(title)
                        .emoji(false)
                        .build())
                .blocks(blocks);
    }

    private static ViewClose close(String text) {
        return ViewClose.builder().type("plain_text").text(text).emoji(false).build();
    }

    public static InputBlock input(
            String blockId, String label, BlockElement element, boolean optional, @Nullable String hint) {
        return InputBlock.builder()
                .blockId(blockId)
                .label(Kit.plain(label))
                .element(element)
                .optional(optional)
                .hint(hint == null ? null : Kit.plain(hint))
                .build();
    }

    /// @param initial what is prefilled; blank prefills nothing
    public static PlainTextInputElement textInput(String actionId, String initial, boolean multiline, boolean focus) {
        return PlainTextInputElement.builder()
                .actionId(actionId)
                .initialValue(SlackText.orElse(initial, "").isEmpty() ? null : initial)
                .multiline(multiline)
                .maxLength(INPUT)
                .focusOnLoad(focus ? true : null)
                .build();
    }

    /// One of a few: radio buttons, which show every choice, or a menu where there are more than Slack's ten.
    public static BlockElement oneOf(String actionId, List<OptionObject> options, boolean focus) {
        Boolean focused = focus ? true : null;
        return options.size() <= RADIOS
                ? RadioButtonsElement.builder()
                        .actionId(actionId)
                        .options(options)
                        .focusOnLoad(focused)
                        .build()
                : menu(actionId, "Choose one", options, focused);
    }

    public static StaticSelectElement menu(
            String actionId, String placeholder, List<OptionObject> options, @Nullable Boolean focus) {
        return StaticSelectElement.builder()
                .actionId(actionId)
                .placeholder(Kit.plain(placeholder))
                .options(options)
                .focusOnLoad(focus)
                .build();
    }

    /// Any of them: boxes, which show every choice, or a menu where there are more than Slack's ten.
    public static BlockElement several(String actionId, String placeholder, List<OptionObject> options) {
        return options.size() <= RADIOS
                ? checkboxes(actionId, options, false)
                : MultiStaticSelectElement.builder()
                        .actionId(actionId)
                        .placeholder(Kit.plain(placeholder))
                        .options(options)
                        .build();
    }

    public static CheckboxesElement checkboxes(String actionId, List<OptionObject> options, boolean on) {
        return CheckboxesElement.builder()
                .actionId(actionId)
                .options(options)
                .initialOptions(on ? options : null)
                .build();
    }
}
