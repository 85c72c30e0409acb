package dev.touchstone.backend.feedback.alert;

import dev.touchstone.api.policy.FeedbackRules;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// Whether it is one of the hours in which feedback opens no review. Pure.
final class Quiet {
    private Quiet() {}

    static boolean at(Instant now, FeedbackRules rules) {
        FeedbackRules.QuietHours quiet = rules.quiet();
        if (quiet == null) {
            return false;
        }
        LocalTime time = now.atZone(ZoneId.of(quiet.zone())).toLocalTime();
        boolean afterFrom = !time.isBefore(LocalTime.parse(quiet.from()));
        boolean beforeUntil = time.isBefore(LocalTime.parse(quiet.until()));
        // Hours that span midnight are those after their beginning or before their end.
        return LocalTime.parse(quiet.from()).isBefore(LocalTime.parse(quiet.until()))
                ? afterFrom && beforeUntil
                : afterFrom || beforeUntil;
    }
}
