package dev.touchstone.backend.feedback.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkTokenTest {
    private static final byte[] KEY = "a key of thirty-two bytes, random".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BEFORE = "the key before it, as long, other".getBytes(StandardCharsets.UTF_8);
    private static final LinkToken TOKEN = new LinkToken(
            new PipelineName("support"),
            null,
            "answer-7 ü/?&#",
            Set.of(FeedbackKind.THUMB, FeedbackKind.COPY),
            Instant.parse("2026-01-31T12:00:00Z"),
            "abc");

    @Test
    void whatWasWrittenIsRead() {
        LinkToken byId = new LinkToken(
                new PipelineName("p"), new OutputId("o1"), null, Set.of(FeedbackKind.STARS), Instant.EPOCH, "n");

        assertThat(LinkToken.read(TOKEN.text(KEY), List.of(KEY))).contains(TOKEN);
        assertThat(LinkToken.read(byId.text(KEY), List.of(KEY))).contains(byId);
        assertThat(TOKEN.text(KEY)).as("safe in an address").matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void aTokenOfTheSecretBeforeHoldsWhileThatDoes() {
        assertThat(LinkToken.read(TOKEN.text(BEFORE), List.of(KEY, BEFORE))).contains(TOKEN);
        assertThat(LinkToken.read(TOKEN.text(BEFORE), List.of(KEY))).isEmpty();
    }

    @Test
    void noneOfAMillionForgedTokensIsTaken() {
        String text = TOKEN.text(KEY);
        Random random = new Random(20_260_131);
        int taken = 0;
        for (int i = 0; i < 1_000_000; i++) {
            String forged = forged(text, random);
            taken +=
                    !forged.equals(text) && LinkToken.read(forged, List.of(KEY)).isPresent() ? 1 : 0;
        }

        assertThat(taken).isZero();
    }

    /// One character is another, the end is cut, the mark is random, or the fields say something else.
    private static String forged(String text, Random random) {
        int dot = text.indexOf('.');
        byte[] mark = new byte[16];
        random.nextBytes(mark);
        return switch (random.nextInt(4)) {
            case 0 -> {
                int at = random.nextInt(text.length());
                yield text.substring(0, at) + (char) ('A' + random.nextInt(26)) + text.substring(at + 1);
            }
            case 1 -> text.substring(0, random.nextInt(text.length()));
            case 2 ->
                text.substring(0, dot + 1)
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
            default ->
                new LinkToken(
                                        TOKEN.pipeline(),
                                        null,
                                        "answer-" + random.nextInt(),
                                        TOKEN.kinds(),
                                        TOKEN.expiresAt(),
                                        TOKEN.nonce())
                                .text(KEY)
                                .substring(0, dot)
                        + text.substring(dot);
        };
    }

    @Test
    void thereIsOneTextForOneToken() {
        String text = TOKEN.text(KEY);
        // Of the last character of a mark of 16 bytes four bits are free.
        char last = text.charAt(text.length() - 1);
        int same = 0;
        for (char other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            String twin = text.substring(0, text.length() - 1) + other;
            same += other != last && LinkToken.read(twin, List.of(KEY)).isPresent() ? 1 : 0;
        }

        assertThat(same).isZero();
        for (String odd :
                List.of("", ".", "..", text + ".", text + "=", text.replace(".", ""), "é.é", "a".repeat(9000))) {
            assertThat(LinkToken.read(odd, List.of(KEY))).as(odd).isEmpty();
        }
    }
}
