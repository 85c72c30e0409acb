package dev.touchstone.stats;

import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Measured;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Results of a reference method by the name the cases give them; null for what is not defined.
final class Outputs {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Outputs with(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    Outputs interval(String prefix, Interval interval) {
        return with(prefix + "lower", interval.lower()).with(prefix + "upper", interval.upper());
    }

    Outputs measured(String name, Measured measured, String prefix) {
        return with(name, measured.value()).interval(prefix, measured.interval());
    }

    boolean computes(String name) {
        return values.containsKey(name);
    }

    @Nullable
    Object get(String name) {
        return values.get(name);
    }
}
