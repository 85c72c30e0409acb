package dev.touchstone.bot.card.text;

import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.ReviewCounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// How numbers, spans of time and enum values read on a card.
public final class Words {
    /// What stands where an output was.
    public static final String GONE =
            "🗑️ The texts of this output are gone: they were erased, or their retention has ended";

    private Words() {}

    /// `41 s`, `3 min`, `2 h`, `5 d`: rounded down, because the reader wants the size of it.
    public static String span(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    public static String span(double seconds) {
        return span(Duration.ofMillis((long) (seconds * 1000)));
    }

    public static String ago(Instant then, Instant now) {
        return span(Duration.between(then, now)) + " ago";
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// As [#counted], of a number that is counted only so far: `1,000+ reviews wait`.
    public static String atLeast(int number, String one, String many) {
        return number < ReviewCounts.MOST ? counted(number, one, many) : atLeast(number) + " " + many;
    }

    public static String atLeast(int number) {
        return count(number) + (number < ReviewCounts.MOST ? "" : "+");
    }

    public static String counted(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /// At least two digits after the point, and never rounded up: 0.7996 must not read as 0.80 beside a
    /// threshold of 0.80. After nines, two digits more: 0.99995 must not read as 0.9999.
    public static String probability(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal missing = BigDecimal.ONE.subtract(exact).stripTrailingZeros();
        int nines = missing.signum() > 0 ? missing.scale() - missing.precision() : 0;
        BigDecimal digits =
                exact.setScale(Math.max(4, nines + 2), RoundingMode.DOWN).stripTrailingZeros();
        return digits.setScale(Math.max(2, digits.scale()), RoundingMode.DOWN).toPlainString();
    }

    /// `5 %`, `0.5 %`.
    public static String percent(double share) {
        BigDecimal percent = BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return percent.setScale(Math.max(0, percent.scale()), RoundingMode.UNNECESSARY)
                        .toPlainString() + " %";
    }

    public static String icon(DecisionAction action) {
        return switch (action) {
            case APPROVE -> "✅";
            case EDIT -> "✏️";
            case REJECT -> "⛔";
            case UNDO, REOPEN -> "↩️";
        };
    }

    public static String past(DecisionAction action) {
        return switch (action) {
            case APPROVE -> "approved";
            case EDIT -> "edited";
            case REJECT -> "rejected";
            case UNDO -> "undone";
            case REOPEN -> "re-opened";
        };
    }

    public static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    public static String reason(RouteReason reason) {
        return switch (reason) {
            case LOW_CONFIDENCE -> "low confidence";
            case MISSING_CONFIDENCE -> "no confidence given";
            case ATTRIBUTE_RULE -> "attribute rule";
            case RANDOM_AUDIT -> "random audit";
            case SCHEDULED_SAMPLE -> "scheduled sample";
            case UNCERTAINTY -> "the judge is undecided";
            case DIVERSITY -> "to learn from: uncertain, and unlike the others";
            case JUDGE_DISAGREEMENT -> "the judge disagrees";
            case COMMITTEE_DISAGREEMENT -> "the models disagree";
            case FEEDBACK -> "a user found it bad";
            case JUDGE_USER_DISAGREEMENT -> "judge and user disagree";
            case REQUESTED -> "somebody asked for it";
            case EXPERIMENT -> "development: versions are compared";
        };
    }
}
