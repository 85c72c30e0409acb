package dev.touchstone.backend.feedback.link;

import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.keys.ServerSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a link allows: feedback of some kinds on one output, until it expires. The text is
/// `base64url(fields).base64url(HMAC-SHA-256(fields))`, the mark cut to 128 bits, of which nobody guesses one.
///
/// @param outputId the output by our id; null when it is named by the pipeline's
/// @param externalId the other way round
/// @param nonce random: it makes two links of one output two voices
record LinkToken(
        PipelineName pipeline,
        @Nullable OutputId outputId,
        @Nullable String externalId,
        Set<FeedbackKind> kinds,
        Instant expiresAt,
        String nonce) {
    private static final String SEPARATOR = "\n";
    private static final String VERSION = "1";
    private static final int FIELDS = 7;
    private static final int MARK_BYTES = 16;
    /// Beyond any that we have made; nobody has to decode more.
    private static final int LONGEST = 4096;

    LinkToken {
        kinds = Set.copyOf(kinds);
    }

    String text(byte[] key) {
        String fields = String.join(
                SEPARATOR,
                VERSION,
                pipeline.value(),
                outputId == null ? "" : outputId.value(),
                externalId == null ? "" : externalId,
                new TreeSet<>(kinds).stream().map(FeedbackKind::wire).collect(Collectors.joining(",")),
                Long.toString(expiresAt.getEpochSecond()),
                nonce);
        return encode(fields.getBytes(StandardCharsets.UTF_8)) + "." + encode(mark(fields, key));
    }

    /// Reads a token that one of the keys has made. Nothing of it is looked at before its mark holds.
    ///
    /// @return empty for any other text
    static Optional<LinkToken> read(String text, List<byte[]> keys) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] fields;
        byte[] mark;
        try {
            fields = Base64.getUrlDecoder().decode(text.substring(0, dot));
            mark = Base64.getUrlDecoder().decode(text.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // One text per token: base64 leaves bits free at its end, and two texts would be two tokens to a limiter.
        if (!text.equals(encode(fields) + "." + encode(mark))) {
            return Optional.empty();
        }
        String said = new String(fields, StandardCharsets.UTF_8);
        boolean ours = false;
        for (byte[] key : keys) {
            ours |= MessageDigest.isEqual(mark, mark(said, key));
        }
        return ours ? Optional.of(parse(said)) : Optional.empty();
    }

    private static LinkToken parse(String said) {
        String[] fields = said.split(SEPARATOR, -1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
            throw new IllegalStateException("a token of ours has other fields");
        }
        return new LinkToken(
                new PipelineName(fields[1]),
                fields[2].isEmpty() ? null : new OutputId(fields[2]),
                fields[3].isEmpty() ? null : fields[3],
                Arrays.stream(fields[4].split(","))
                        .map(kind -> WireEnum.read(FeedbackKind.class, kind))
                        .collect(Collectors.toSet()),
                Instant.ofEpochSecond(Long.parseLong(fields[5])),
                fields[6]);
    }

    private static byte[] mark(String fields, byte[] key) {
        return Arrays.copyOf(ServerSecret.hmac(key, fields), MARK_BYTES);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
