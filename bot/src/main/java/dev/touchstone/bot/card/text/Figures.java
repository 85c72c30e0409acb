package dev.touchstone.bot.card.text;

import dev.touchstone.api.wire.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// How rates read in alarms: a tenth of a percent at most, and always with what they rest on.
public final class Figures {
    private Figures() {}

    /// `18 %`, `6.2 %`.
    public static String rate(double share) {
        return points(share) + " %";
    }

    /// `14–23 %`.
    public static String range(Range range) {
        return points(range.lower()) + "–" + points(range.upper()) + " %";
    }

    /// What a range in brackets means, for people who never learned it.
    public static String explained(Range range) {
        return "A range such as " + range(range) + " says how sure a figure is: in " + rate(range.level())
                + " of such cases the true value lies within. A wide range means few reviews.";
    }

    /// `18 % (14–23 %, n = 212)`.
    public static String full(double share, @Nullable Range range, long reviewed) {
        return rate(share) + " (" + (range == null ? "" : range(range) + ", ") + "n = " + Words.count(reviewed) + ")";
    }

    /// In percent, to a tenth.
    public static BigDecimal points(double share) {
        BigDecimal points = BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return points.scale() < 0 ? points.setScale(0, RoundingMode.UNNECESSARY) : points;
    }
}
