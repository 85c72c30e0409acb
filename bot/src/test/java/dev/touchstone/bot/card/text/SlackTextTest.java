package dev.touchstone.bot.card.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.Hostile;
import dev.touchstone.bot.card.kit.Links;
import java.text.BreakIterator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlackTextTest {
    private static final String FAMILY = "👩\u200D👩\u200D👧\u200D👦";

    @Test
    void markupIsEscapedExactlyOnce() {
        assertThat(SlackText.mrkdwn("<!channel> & &lt;", 100)).isEqualTo("&lt;!channel&gt; &amp; &amp;lt;");
    }

    @Test
    void escapedTextStaysWithinTheLimit() {
        for (int max = 1; max < 60; max++) {
            assertThat(SlackText.mrkdwn("a&b<c>d".repeat(20), max)).hasSizeLessThanOrEqualTo(max);
            assertThat(SlackText.mrkdwn("a&b<c>d".repeat(20), max)).doesNotContainPattern("&[a-z]*$");
        }
    }

    @Test
    void whatHidesOrReordersTextIsRemoved() {
        assertThat(SlackText.clean("pay \u202E1\u202C00\u200B\u2060 \uFEFFnow\u0000\u0007"))
                .isEqualTo("pay 100 now");
        assertThat(SlackText.clean("tag\uDB40\uDC41ged")).isEqualTo("tagged");
    }

    @Test
    void joinersStayWhereAScriptOrAnEmojiNeedsThem() {
        String persian = "می\u200Cخواهم";

        assertThat(SlackText.clean(FAMILY)).isEqualTo(FAMILY);
        assertThat(SlackText.clean(persian)).isEqualTo(persian);
        assertThat(SlackText.clean("pass\u200Dword \u200C")).isEqualTo("password ");
    }

    @Test
    void brokenUnicodeAndLineEndsAreMended() {
        assertThat(SlackText.clean("a\uD83Db\uDE00")).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(SlackText.clean("1\r\n2\r3\u20284")).isEqualTo("1\n2\n3\n4");
        assertThat(SlackText.clean(null)).isEmpty();
    }

    @Test
    void textIsCutWhereAReaderWould() {
        assertThat(TextCut.cut("One paragraph.\n\nAnother one.", 22)).isEqualTo("One paragraph.…");
        assertThat(TextCut.cut("One line\nand another line", 14)).isEqualTo("One line…");
        assertThat(TextCut.cut("It ends here. It goes on", 20)).isEqualTo("It ends here.…");
        assertThat(TextCut.cut("some words in a row", 14)).isEqualTo("some words in…");
        assertThat(TextCut.cut("short", 5)).isEqualTo("short");
    }

    @Test
    void nothingThatLooksLikeOneCharacterIsCut() {
        for (int max = 12; max < 40; max++) {
            assertThat(TextCut.cut(FAMILY.repeat(9), max).replace(FAMILY, "")).isEqualTo("…");
            assertThat(TextCut.cut("🇩🇪".repeat(20), max).replace("🇩🇪", "")).isEqualTo("…");
            assertThat(TextCut.cut("e\u0301".repeat(40), max).replace("e\u0301", ""))
                    .isEqualTo("…");
        }
    }

    @Test
    void aCharacterLargerThanTheLimitIsCutAtACodePoint() {
        String tower = "😀" + "\u0301".repeat(50);

        assertThat(TextCut.split(tower, 7)).allMatch(part -> !part.isEmpty() && part.length() <= 7);
        assertThat(TextCut.cut("😀😀", 2)).isEqualTo("…");
    }

    @Test
    void partsJoinToTheWholeAndEndBetweenCharacters() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String text = SlackText.clean(Hostile.random(random, 80));
            int max = 20 + random.nextInt(60);

            List<String> parts = TextCut.split(text, max);

            assertThat(String.join("", parts)).isEqualTo(text);
            assertThat(parts).allMatch(part -> part.length() <= max);
            assertThat(parts).allMatch(part -> !Character.isHighSurrogate(part.charAt(part.length() - 1)));
        }
    }

    @Test
    void partsOfEmojiEndAtGraphemes() {
        for (String part : TextCut.split(FAMILY.repeat(100), 100)) {
            BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
            graphemes.setText(part);
            assertThat(part.length() % FAMILY.length()).isZero();
        }
    }

    @Test
    void onlySlackUsersAreMentioned() {
        assertThat(SlackText.mention(new Reviewer(new ReviewerId("slack:U0123ABC"), "Alice")))
                .isEqualTo("<@U0123ABC>");
        assertThat(SlackText.mention(new Reviewer(new ReviewerId("slack:U1>|<!channel"), "Eve")))
                .isEqualTo("Eve");
        assertThat(SlackText.mention(new Reviewer(new ReviewerId("bob@example.com"), null)))
                .isEqualTo("bob@example.com");
        assertThat(SlackText.mention(new Reviewer(new ReviewerId("x"), "<!here>")))
                .isEqualTo("&lt;!here&gt;");
    }

    @Test
    void timesAreInTheReadersTimeZone() {
        assertThat(SlackText.time(Instant.parse("2026-03-02T14:32:00Z")))
                .isEqualTo("<!date^1772461920^{time}|2026-03-02 14:32 UTC>");
    }

    @Test
    void linksThatLieAreNotLinks() {
        assertThat(Links.safe("https://help.example/a?b=c&d=e#f")).isPresent();
        assertThat(Links.safe("https://bank.example@evil.example/")).isEmpty();
        assertThat(Links.safe("https://evil.example/|bank>")).isEmpty();
        assertThat(Links.safe("https:///x")).isEmpty();
        assertThat(Links.safe("javascript:alert(1)")).isEmpty();
        assertThat(Links.safe(null)).isEmpty();
        assertThat(Links.host("https://help.example:8443/a")).isEqualTo("help.example");
    }

    @Test
    void numbersNeverRoundUpToTheThreshold() {
        assertThat(Words.probability(0.7996)).isEqualTo("0.7996");
        assertThat(Words.probability(0.799999)).isEqualTo("0.7999");
        assertThat(Words.probability(0.8)).isEqualTo("0.80");
        assertThat(Words.probability(0.99995)).isEqualTo("0.99995");
        assertThat(Words.probability(0.999949999)).isEqualTo("0.999949");
        assertThat(Words.probability(1)).isEqualTo("1.00");
        assertThat(Words.percent(0.05)).isEqualTo("5 %");
        assertThat(Words.percent(0.005)).isEqualTo("0.5 %");
        assertThat(Words.percent(1)).isEqualTo("100 %");
    }

    @Test
    void whiteSpaceIsNotCalledATextThatIsGone() {
        assertThat(SlackText.glimpse(null, null, 50)).isEqualTo("(its texts are gone)");
        assertThat(SlackText.glimpse(" \n\u2003", null, 50)).isEqualTo("(nothing but white space)");
        assertThat(SlackText.glimpse(null, "\t", 50)).isEqualTo("(nothing but white space)");
        assertThat(SlackText.glimpse(" ", "Yes.", 50)).isEqualTo("Yes.");
        assertThat(SlackText.glimpse("May I?", "Yes.", 50)).isEqualTo("May I?");
    }
}
