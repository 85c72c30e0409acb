package dev.touchstone.console.web;

import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times, shares and verdicts as people read them.
public final class Words {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Words() {}

    public static String moment(Instant at) {
        return MOMENT.format(at) + " UTC";
    }

    /// Such as "due in 3 h" or "2 days overdue".
    public static String due(Instant dueAt, Instant now) {
        Duration left = Duration.between(now, dueAt);
        return left.isNegative() ? span(left.negated()) + " overdue" : "due in " + span(left);
    }

    private static String span(Duration span) {
        if (span.toDays() >= 2) {
            return span.toDays() + " days";
        }
        return span.toHours() >= 2 ? span.toHours() + " h" : Math.max(1, span.toMinutes()) + " min";
    }

    /// Such as "87 %"; a dash for null.
    public static String percent(@Nullable Double share) {
        return share == null ? "–" : Math.round(share * 100) + " %";
    }

    /// What a check says of an output: a confidence only where audits have shown what its scores mean.
    public static String of(SelfCheck check) {
        if (check.withheld()) {
            return "hidden while somebody judges blind";
        }
        if (check.confidence() != null) {
            return percent(check.confidence());
        }
        return switch (check.state()) {
            case CHECKING -> "is being asked";
            case ANSWERED -> "score " + percent(check.score()) + ", not calibrated yet";
            case UNANSWERED -> "not answered";
        };
    }

    public static String plain(String wire) {
        return wire.replace('_', ' ');
    }

    /// Such as "Ann approved this on 1 Dec 2026, 09:00 UTC".
    public static String of(Decision decision) {
        return decision.reviewer().displayName() + " " + past(decision.action()) + " this on "
                + moment(decision.decidedAt());
    }

    public static String past(DecisionAction action) {
        return switch (action) {
            case APPROVE -> "approved";
            case EDIT -> "corrected";
            case REJECT -> "rejected";
            case UNDO -> "took back";
            case REOPEN -> "opened again";
        };
    }
}
