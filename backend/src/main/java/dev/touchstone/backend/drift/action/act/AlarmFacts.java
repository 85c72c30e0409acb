package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.wire.Range;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An alarm as people elsewhere read it: label to value, in the order they want to know it. Values may hold what
/// outputs said of themselves (names of strata, of prompt versions), so whoever shows them has to quote them.
final class AlarmFacts {
    private static final MathContext DIGITS = new MathContext(3);
    private static final String CUT = "...";

    private AlarmFacts() {}

    static Map<String, String> of(Alarm alarm) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Pipeline", alarm.pipeline().value());
        facts.put("Kind", alarm.kind().wire());
        facts.put("Series", alarm.series());
        Alarm.Found found = alarm.message().found();
        if (found != null) {
            facts.put(
                    "Error rate",
                    rate(
                            found.window().rate(),
                            found.window().interval(),
                            found.window().reviewed()));
            facts.put("Tolerated", percent(found.tolerated()));
            if (found.before().baseline() != null && found.before().baselineInterval() != null) {
                facts.put(
                        "Baseline",
                        rate(
                                found.before().baseline(),
                                found.before().baselineInterval(),
                                found.before().baselineReviewed()));
            }
            facts.put("Window", found.window().from() + " to " + found.window().to());
        }
        putIfKnown(facts, "Prompt version", alarm.message().promptVersion());
        putIfKnown(facts, "Model", alarm.message().model());
        if (!alarm.message().worst().isEmpty()) {
            facts.put(
                    "Worst",
                    alarm.message().worst().stream()
                            .map(worse -> worse.name() + " " + rate(worse.rate(), worse.interval(), worse.reviewed()))
                            .collect(Collectors.joining("; ")));
        }
        facts.put("Promise", alarm.message().promise());
        facts.put("Opened", alarm.course().openedAt().toString());
        facts.put("Alarm", alarm.id());
        return facts;
    }

    private static void putIfKnown(Map<String, String> facts, String label, @Nullable String value) {
        if (value != null) {
            facts.put(label, value);
        }
    }

    private static String rate(double rate, Range interval, long reviewed) {
        return percent(rate) + " (" + percent(interval.lower()) + " to " + percent(interval.upper()) + ", n = "
                + reviewed + ")";
    }

    /// A share of 0 to 1, to three digits: `12.5 %`.
    static String percent(double share) {
        BigDecimal value = BigDecimal.valueOf(share).movePointRight(2).round(DIGITS);
        return (value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString()) + " %";
    }

    /// The text, or its beginning.
    static String atMost(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        int end = chars - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
