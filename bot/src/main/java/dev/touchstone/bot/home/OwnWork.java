package dev.touchstone.bot.home;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.bot.card.home.HomeState;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.home.ReviewerStats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one reviewer did lately.
final class OwnWork {
    /// The API gives no more at once. Whoever decides more than that in a week is shown fewer days.
    private static final int MOST = 100;

    private static final int WEEK = 7;

    private final TouchstoneClient client;
    private final InstantSource clock;

    OwnWork(TouchstoneClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /// The latest decisions, newest first, without undos.
    List<Decision> decisions(String reviewer) {
        return client.decisionsOf(reviewer, MOST).stream()
                .filter(decision ->
                        decision.action() != DecisionAction.UNDO && decision.action() != DecisionAction.REOPEN)
                .toList();
    }

    int today(List<Decision> decisions) {
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        return (int) decisions.stream()
                .filter(decision -> !decision.decidedAt().isBefore(midnight))
                .count();
    }

    List<HomeState.Recent> recent(List<Decision> decisions, int most) {
        return decisions.stream()
                .limit(most)
                .map(this::recent)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<HomeState.Recent> recent(Decision decision) {
        ReviewDetail detail;
        try {
            detail = client.review(decision.reviewId());
        } catch (ApiException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
        Decision inForce = detail.review().decision();
        boolean undoable = inForce != null
                && inForce.id().equals(decision.id())
                && clock.instant()
                        .isBefore(decision.decidedAt().plus(detail.policy().undoWindow()));
        @Nullable NewOutput body = detail.output().body();
        return Optional.of(new HomeState.Recent(
                new ReviewRef(decision.reviewId(), decision.revision()),
                detail.review().pipeline(),
                body == null ? null : body.query(),
                decision.action(),
                decision.decidedAt(),
                undoable));
    }

    ReviewerStats stats(List<Decision> decisions, int waiting) {
        int days = days(decisions);
        Instant from = clock.instant().minus(Duration.ofDays(days));
        List<Decision> counted = decisions.stream()
                .filter(decision -> decision.decidedAt().isAfter(from))
                .toList();
        return new ReviewerStats(
                days,
                count(counted, DecisionAction.APPROVE),
                count(counted, DecisionAction.EDIT),
                count(counted, DecisionAction.REJECT),
                median(counted),
                null,
                waiting);
    }

    /// The number of days of which every decision is known, seven at most.
    private int days(List<Decision> decisions) {
        if (decisions.size() < MOST / 2) {
            return WEEK;
        }
        long known = Duration.between(decisions.getLast().decidedAt(), clock.instant())
                .toDays();
        return Math.clamp(known, 1, WEEK);
    }

    private static int count(List<Decision> decisions, DecisionAction action) {
        return (int) decisions.stream()
                .filter(decision -> decision.action() == action)
                .count();
    }

    private static @Nullable Duration median(List<Decision> decisions) {
        double[] seconds = decisions.stream()
                .map(Decision::seconds)
                .filter(spent -> spent != null)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (seconds.length == 0) {
            return null;
        }
        int middle = seconds.length / 2;
        double median = seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
        return Duration.ofMillis((long) (median * 1000));
    }
}
