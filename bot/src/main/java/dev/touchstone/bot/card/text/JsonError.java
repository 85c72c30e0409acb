package dev.touchstone.bot.card.text;

import com.fasterxml.jackson.core.JsonProcessingException;

/// Says at a field why a text is not JSON.
public final class JsonError {
    private JsonError() {}

    public static String of(JsonProcessingException e, String problem) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return problem + where + ": " + SlackText.plainLine(e.getOriginalMessage(), 120);
    }
}
