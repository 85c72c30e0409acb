package dev.touchstone.bot.action;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.view.View;
import java.util.Map;

/// The answer to a form that cannot be read just now: it stays open with everything that was typed.
public final class Unread {
    private Unread() {}

    public static Map<String, String> later(View view) {
        return errors(
                view,
                "Touchstone did not answer just now. Nothing is lost: leave this open and press the button again in a"
                        + " minute.");
    }

    /// @param why nothing will come of it
    public static Map<String, String> never(View view, String why) {
        return errors(view, "This cannot be applied, because the review cannot be read. " + why);
    }

    private static Map<String, String> errors(View view, String said) {
        return view.getBlocks().stream()
                .filter(InputBlock.class::isInstance)
                .findFirst()
                .map(block -> Map.of(block.getBlockId(), said))
                .orElseThrow(() -> new IllegalStateException("a form without an input"));
    }
}
