package dev.touchstone.bot.card.text;

import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Untrusted text on its way into Slack. In `mrkdwn` a model's `<!channel>` would ring everybody and `<url|text>` would
/// fake a link, so `& < >` are escaped, exactly once; in `plain_text` and `rich_text` nothing is parsed and nothing is
/// escaped. In both, characters that hide or reorder text are removed.
public final class SlackText {
    private static final Pattern SLACK_USER = Pattern.compile("slack:([UW][A-Z0-9]{1,20})");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int NAME = 60;

    private SlackText() {}

    /// The text without control, bidi and zero-width characters, with `\n` as the only line end and U+FFFD for broken
    /// Unicode. Empty for null.
    public static String clean(@Nullable String text) {
        return text == null ? "" : CleanText.of(text);
    }

    /// How many characters [#clean] leaves out because they show nothing or reorder what does.
    public static int hidden(String text) {
        return CleanText.hidden(text);
    }

    /// Cleaned, at most `max` characters, for `plain_text` and `rich_text`. May be empty, which Slack refuses: see
    /// [#orElse].
    public static String plain(@Nullable String text, int max) {
        return TextCut.cut(clean(text), max);
    }

    /// Cleaned and escaped for `mrkdwn`, at most `max` characters after escaping.
    public static String mrkdwn(@Nullable String text, int max) {
        String clean = clean(text);
        int room = max;
        int fits = 0;
        while (fits < clean.length() && room >= escapedLength(clean.charAt(fits))) {
            room -= escapedLength(clean.charAt(fits));
            fits++;
        }
        return escape(fits == clean.length() ? clean : TextCut.cut(clean, fits));
    }

    /// Like [#mrkdwn] on one line.
    public static String mrkdwnLine(@Nullable String text, int max) {
        return mrkdwn(line(text), max);
    }

    /// Like [#plain] on one line.
    public static String plainLine(@Nullable String text, int max) {
        return TextCut.cut(line(text), max);
    }

    /// The text, or the other one where the text shows nothing.
    public static String orElse(String text, String other) {
        return text.chars().allMatch(SlackText::isBlank) ? other : text;
    }

    /// What stands for an output where there is room for one line: what was asked, or else what was answered.
    ///
    /// @param query null when there is none, or its text is gone
    /// @param output null when its text is gone
    /// @param max characters
    public static String glimpse(@Nullable String query, @Nullable String output, int max) {
        String nothing = query == null && output == null ? "(its texts are gone)" : "(nothing but white space)";
        return orElse(mrkdwnLine(query, max), orElse(mrkdwnLine(output, max), nothing));
    }

    /// Escapes `& < >`. Escaping twice shows `&amp;lt;` to the reader, so only [#mrkdwn] and our own markup call it.
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// How a reviewer is named: a mention for a Slack user, else the escaped name.
    public static String mention(Reviewer reviewer) {
        Matcher user = SLACK_USER.matcher(reviewer.id().value());
        return user.matches()
                ? "<@" + user.group(1) + ">"
                : orElse(mrkdwnLine(reviewer.displayName(), NAME), "somebody");
    }

    /// The time of day in the reader's own time zone.
    public static String time(Instant instant) {
        return date(instant, "{time}");
    }

    /// Day and time in the reader's own time zone, `today at 14:32` where it applies.
    public static String dayAndTime(Instant instant) {
        return date(instant, "{date_short_pretty} {time}");
    }

    /// As [#dayAndTime] for what is days away at most: without the year, unless it is another one.
    public static String nearby(Instant instant) {
        return date(instant, "{day_divider_pretty} {time}");
    }

    private static String date(Instant instant, String format) {
        return "<!date^" + instant.getEpochSecond() + "^" + format + "|" + UTC.format(instant) + ">";
    }

    /// A link in `mrkdwn`; the address must be safe, see [Links#safe].
    public static String link(String url, String text) {
        return "<" + escape(url) + "|" + escape(text) + ">";
    }

    /// Slack refuses texts of nothing but spaces, and counts more kinds of space than Java.
    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x2800;
    }

    private static String line(@Nullable String text) {
        return SPACES.matcher(clean(text)).replaceAll(" ").strip();
    }

    private static int escapedLength(char c) {
        return switch (c) {
            case '&' -> 5;
            case '<', '>' -> 4;
            default -> 1;
        };
    }
}
