package dev.touchstone.bot.card.kit;

import java.util.List;

/// What somebody hears whose feedback was taken.
public final class ThanksMessage {
    private ThanksMessage() {}

    public static Message of(boolean up) {
        String text = (up ? "👍" : "👎") + " Noted. Thank you: it helps to find what goes wrong.";
        return new Message(text, List.of(Kit.section(text)));
    }
}
