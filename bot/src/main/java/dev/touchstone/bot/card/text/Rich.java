package dev.touchstone.bot.card.text;

import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextQuoteElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import java.util.ArrayList;
import java.util.List;

/// Collects a `rich_text` block. Slack parses nothing in it, so untrusted text is shown as it is, character by
/// character, and must not be escaped; it only has to be clean.
public final class Rich {
    private final List<BlockElement> parts = new ArrayList<>();

    public Rich section(RichTextElement... elements) {
        return section(List.of(elements));
    }

    public Rich section(List<RichTextElement> elements) {
        if (!elements.isEmpty()) {
            parts.add(RichTextSectionElement.builder().elements(elements).build());
        }
        return this;
    }

    public Rich quote(String text) {
        if (!text.isEmpty()) {
            parts.add(
                    RichTextQuoteElement.builder().elements(List.of(text(text))).build());
        }
        return this;
    }

    public Rich code(String text) {
        if (!text.isEmpty()) {
            parts.add(RichTextPreformattedElement.builder()
                    .elements(List.of(text(text)))
                    .build());
        }
        return this;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    public RichTextBlock block() {
        return RichTextBlock.builder().elements(List.copyOf(parts)).build();
    }

    public static RichTextElement text(String text) {
        return RichTextSectionElement.Text.builder().text(text).build();
    }

    public static RichTextElement bold(String text) {
        return new StyledText(text, "bold");
    }

    public static RichTextElement italic(String text) {
        return new StyledText(text, "italic");
    }

    public static RichTextElement strike(String text) {
        return new StyledText(text, "strike");
    }

    public static RichTextElement link(String url, String text) {
        return RichTextSectionElement.Link.builder().url(url).text(text).build();
    }
}
