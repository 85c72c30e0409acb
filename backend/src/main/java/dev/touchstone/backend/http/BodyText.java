package dev.touchstone.backend.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Whether the bytes of a body are text that can be kept. Jackson is more forgiving: it guesses UTF-16 and UTF-32,
/// takes overlong UTF-8, and hands half a surrogate pair on to a database or a writer that then fails.
final class BodyText {
    private BodyText() {}

    static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    /// @throws ApiProblem 400
    static void requireUtf8(byte[] body) {
        // Well-formed UTF-8, but no JSON: every second byte of ASCII in UTF-16 is NUL.
        boolean wide = body.length > 1 && (body[0] == 0 || body[1] == 0);
        if (wide || mayBeBroken(body) && !decodes(body)) {
            throw RequestBody.notUtf8();
        }
    }

    /// Several times faster than the exact answer. What does not decode becomes U+FFFD, which may also have been
    /// sent.
    private static boolean mayBeBroken(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).indexOf('\ufffd') >= 0;
    }

    private static boolean decodes(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// Looks for escapes such as `\ud83d` that lack their other half, and for NUL. Neither can be there raw: it
    /// would be no UTF-8, or no JSON.
    ///
    /// @param json well-formed
    /// @return whether there is a NUL
    /// @throws ApiProblem 400
    static boolean checkEscapes(byte[] json) {
        boolean nul = false;
        int i = 0;
        while (i < json.length) {
            if (json[i] == '\\') {
                nul |= json[i + 1] == 'u' && unit(json, i + 2) == 0;
                i = afterEscape(json, i);
            } else {
                i++;
            }
        }
        return nul;
    }

    private static int afterEscape(byte[] json, int i) {
        if (json[i + 1] != 'u') {
            return i + 2;
        }
        char unit = unit(json, i + 2);
        if (!Character.isSurrogate(unit)) {
            return i + 6;
        }
        boolean paired = Character.isHighSurrogate(unit)
                && json[i + 6] == '\\'
                && json[i + 7] == 'u'
                && Character.isLowSurrogate(unit(json, i + 8));
        if (!paired) {
            throw broken(" in the escape \\u" + Integer.toHexString(unit));
        }
        return i + 12;
    }

    static ApiProblem broken(String where) {
        return ApiProblem.badRequest(
                "broken-unicode",
                "The body has half a character" + where + ". A text was cut inside an emoji or the like; cut it between"
                        + " characters.");
    }

    private static char unit(byte[] json, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value << 4 | Character.digit(json[i], 16);
        }
        return (char) value;
    }
}
