package dev.touchstone.api.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// Points in time as RFC 3339 writes them, with `Z` or an offset. Jackson would take bare numbers too, and read the
/// milliseconds of one caller as the seconds of another.
final class StrictInstants extends SimpleModule {
    /// Beyond four digits of a year nothing is meant, and sums of such times overflow.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    StrictInstants() {
        addDeserializer(Instant.class, new Reader());
    }

    private static final class Reader extends StdScalarDeserializer<Instant> {
        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, in);
            }
            try {
                Instant time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(in.getText(), Instant::from);
                if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                    throw new DateTimeException("beyond the years that people write");
                }
                return time;
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(
                        Instant.class, in.getText(), "must be a time such as 2026-01-31T12:00:00Z");
            }
        }
    }
}
