package dev.touchstone.bot.card.home;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one reviewer did in a span of time.
///
/// @param days how many days back it reaches
/// @param approved how many they approved
/// @param edited how many they edited
/// @param rejected how many they rejected
/// @param medianTime half of the reviews took less; null without any
/// @param agreement how often a second reviewer of the same output came to the same result; null without second reviews
/// @param waiting how many reviews wait now that they may take
public record ReviewerStats(
        int days,
        int approved,
        int edited,
        int rejected,
        @Nullable Duration medianTime,
        @Nullable Agreement agreement,
        int waiting) {

    /// A share with what makes it honest.
    ///
    /// @param value the share, 0 to 1
    /// @param low lower end of its 95 % interval
    /// @param high upper end
    /// @param n how many second reviews it rests on
    public record Agreement(double value, double low, double high, int n) {}

    int decided() {
        return approved + edited + rejected;
    }
}
