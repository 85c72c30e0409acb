package dev.touchstone.backend.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.touchstone.api.wire.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// JSON lines. Characters that some readers take for the end of a line (U+0085, U+2028, U+2029) are escaped, and so is
/// a
/// byte order mark; all are the same text to a JSON reader. Half a surrogate pair, which no UTF-8 can say, becomes
/// U+FFFD.
public final class JsonRows {
    private static final ObjectWriter WRITER = writer();

    private JsonRows() {}

    private static ObjectWriter writer() {
        return Json.mapper().writer().with(new Escapes());
    }

    /// One row with the end of its line, in UTF-8.
    public static byte[] line(JsonNode row) {
        try {
            return (WRITER.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            return CharacterEscapes.standardAsciiEscapesForJSON();
        }

        @Override
        @SuppressWarnings("NullAway") // Null means "as it is", and the library does not say so.
        public SerializableString getEscapeSequence(int character) {
            return switch (character) {
                case 0x85 -> new SerializedString("\\u0085");
                case 0x2028 -> new SerializedString("\\u2028");
                case 0x2029 -> new SerializedString("\\u2029");
                case 0xFEFF -> new SerializedString("\\ufeff");
                default -> null;
            };
        }
    }
}
