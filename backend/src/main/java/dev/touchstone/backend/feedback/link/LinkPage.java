package dev.touchstone.backend.feedback.link;

import dev.touchstone.api.feedback.FeedbackKind;
import java.util.Map;

/// What a browser sees behind a link. A page is all that looking at one does: mail scanners follow every link they
/// find.
/// It says nothing of the output, and nothing on it comes from a caller.
final class LinkPage {
    /// Besides those of every answer: it sends to itself, and runs nothing.
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");

    static final String MEDIA = "text/html; charset=utf-8";

    private static final String BUTTON = """
            <form method="post"><input type="hidden" name="kind" value="%s"><input type="hidden" name="value" value="%s">
            %s<button>%s</button></form>
            """;
    private static final String COMMENT = """
            <label>What was wrong? <textarea name="comment" maxlength="4000" rows="3"></textarea></label>
            """;

    private LinkPage() {}

    /// @param value `up` or `down` to ask for that alone, as links in an e-mail do; anything else for both
    static String question(LinkToken token, String value) {
        if (!token.kinds().contains(FeedbackKind.THUMB)) {
            return page("This link is for programs", "<p>There is nothing to press here.</p>");
        }
        String up = BUTTON.formatted("thumb", "up", "", "👍 It helped");
        String down = BUTTON.formatted("thumb", "down", COMMENT, "👎 It did not");
        String buttons = switch (value) {
            case "up" -> up;
            case "down" -> down;
            default -> up + down;
        };
        return page("Did this answer help?", buttons);
    }

    static String thanks() {
        return page("Thank you", "<p>Your answer is stored. You can close this page.</p>");
    }

    static String used() {
        return page("This link was used", "<p>It counts once, and it has been used for another answer.</p>");
    }

    static String expired() {
        return page("This link has expired", "<p>Ask whoever sent it for another one.</p>");
    }

    static String unknown() {
        return page("There is no such link", "<p>It may have been cut when it was copied.</p>");
    }

    private static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">
                <meta name="viewport" content="width=device-width, initial-scale=1"><title>%1$s</title>
                <style>body{font:18px/1.5 sans-serif;max-width:30em;margin:3em auto;padding:0 1em}form{margin:1em 0}
                button{font:inherit;padding:.5em 1em}textarea{display:block;width:100%%;margin:.5em 0}</style></head>
                <body><h1>%1$s</h1>%2$s</body></html>
                """.formatted(title, body);
    }
}
