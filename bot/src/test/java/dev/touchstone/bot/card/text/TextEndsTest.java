package dev.touchstone.bot.card.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A long text keeps its end, and says how much of its middle is missing.
class TextEndsTest {
    private static final Pattern OMITTED =
            Pattern.compile("(.*)…\n\\[([0-9,]+) characters left out: see Show full]\n(.*)", Pattern.DOTALL);

    @Test
    void aShortTextStaysWhole() {
        assertThat(TextCut.ends("What is the answer?", 100)).isEqualTo("What is the answer?");
    }

    @Test
    void theLastQuestionOfAChatIsKept() {
        String chat = "user: hello there\n".repeat(400) + "user: And may I send back shoes that I have worn?";

        assertThat(TextCut.ends(chat, 600))
                .startsWith("user: hello there")
                .endsWith("user: And may I send back shoes that I have worn?")
                .contains("characters left out: see Show full");
    }

    @Test
    void whatIsShownAndWhatIsLeftOutAreTheWholeAndFit() {
        Random random = new Random(5);
        for (int run = 0; run < 3_000; run++) {
            StringBuilder text = new StringBuilder();
            int words = 50 + random.nextInt(200);
            for (int i = 0; i < words; i++) {
                text.append(random.nextInt(20) == 0 ? "👩‍👩‍👧" : "word" + random.nextInt(1000))
                        .append(random.nextInt(9) == 0 ? "" : " ");
            }
            String whole = text.toString();
            String shown = TextCut.ends(whole, 200);

            assertThat(shown).hasSizeLessThanOrEqualTo(200);
            if (!shown.equals(whole)) {
                Matcher parts = OMITTED.matcher(shown);
                assertThat(parts.matches()).as(shown).isTrue();
                assertThat(whole).startsWith(parts.group(1)).endsWith(parts.group(3));
                assertThat(parts.group(1).length()
                                + Integer.parseInt(parts.group(2).replace(",", ""))
                                + parts.group(3).length())
                        .isEqualTo(whole.length());
                assertThat(Character.isLowSurrogate(parts.group(3).charAt(0))).isFalse();
            }
        }
    }
}
