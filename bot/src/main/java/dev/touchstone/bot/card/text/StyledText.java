package dev.touchstone.bot.card.text;

import com.slack.api.model.block.element.RichTextElement;
import java.util.Map;

/// Text with one style. The SDK's own style class writes every style it knows as `false`, which makes a diff of a
/// hundred changes longer than Slack takes.
public final class StyledText implements RichTextElement {
    // Read by Gson.
    private final String type = "text";

    private final String text;
    private final Map<String, Boolean> style;

    StyledText(String text, String style) {
        this.text = text;
        this.style = Map.of(style, true);
    }

    @Override
    public String getType() {
        return type;
    }

    public int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return style.keySet() + ":" + text;
    }
}
