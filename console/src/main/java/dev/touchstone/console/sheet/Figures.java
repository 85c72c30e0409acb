package dev.touchstone.console.sheet;

import dev.touchstone.api.wire.Range;
import dev.touchstone.console.output.Passage;
import dev.touchstone.console.web.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Figures with what they rest on, as people read them.
public final class Figures {
    private Figures() {}

    /// Such as "28 % (17 to 42 %, from 43)"; a dash for null.
    public static String share(@Nullable Double value, @Nullable Range interval, long n) {
        if (value == null) {
            return "–";
        }
        String between = interval == null || interval.width() == 0 ? "" : between(interval) + ", ";
        return Words.percent(value) + " (" + between + "from " + count(n) + ")";
    }

    /// Such as "17 to 42 %".
    public static String between(Range interval) {
        return Math.round(interval.lower() * 100) + " to " + Words.percent(interval.upper());
    }

    /// What an interval means, once for a page.
    public static String meaning(double level) {
        return "In brackets: where the true share most likely lies, " + Words.percent(level)
                + " sure, and how many it rests on.";
    }

    /// Such as "1,204".
    public static String count(long n) {
        return String.format(Locale.ENGLISH, "%,d", n);
    }

    public static String decimal(double value) {
        return String.format(Locale.ENGLISH, "%.2f", value);
    }

    /// Such as "1 output" and "2 outputs".
    public static String many(long n, String one, String more) {
        return count(n) + " " + (n == 1 ? one : more);
    }

    /// Collects facts, leaving out what is not there.
    public static final class Facts {
        private final List<Passage> facts = new ArrayList<>();

        public Facts add(String name, @Nullable Object value) {
            if (value != null) {
                facts.add(new Passage(name, value.toString(), null));
            }
            return this;
        }

        public List<Passage> list() {
            return facts;
        }
    }
}
