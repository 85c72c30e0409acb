package dev.touchstone.bot.action;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.view.View;
import java.util.Map;

/// The answer to a form that cannot be read just now: it stays open with everything that was typed.
public final class Unread {
    private Unread() {}

    public static Map<String, String> errors(View view) {
        return view.getBlocks().stream()
                .filter(InputBlock.class::isInstance)
                .findFirst()
                .map(block -> Map.of(
                        block.getBlockId(),
                        "Touchstone cannot be reached just now. Nothing is lost: leave this open and press the"
                                + " button again in a minute."))
                .orElseThrow(() -> new IllegalStateException("a form without an input"));
    }
}
