package dev.touchstone.bot.home;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.bot.card.home.HomeState;
import dev.touchstone.bot.card.home.ReviewerStats;
import dev.touchstone.bot.card.kit.ReviewRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /// The latest decisions, newest first, without undos and without what they took back.
    List<Decision> decisions(ReviewerId reviewer) {
        return standing(client.decisionsOf(reviewer, MOST));
    }

    private static List<Decision> standing(List<Decision> latestFirst) {
        Map<ReviewId, Integer> takenBack = new HashMap<>();
        List<Decision> standing = new ArrayList<>();
        for (Decision decision : latestFirst) {
            if (takesBack(decision.action())) {
                takenBack.merge(decision.reviewId(), decision.revision(), Math::max);
            } else if (decision.revision() > takenBack.getOrDefault(decision.reviewId(), 0)) {
                standing.add(decision);
            }
        }
        return standing;
    }

    private static boolean takesBack(DecisionAction action) {
        return action == DecisionAction.UNDO || action == DecisionAction.REOPEN;
    }

    int today(List<Decision> decisions) {
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        return (int) decisions.stream()
                .filter(decision -> !decision.decidedAt().isBefore(midnight))
                .count();
    }

    /// What was decided last, read with one question.
    ///
    /// @param policies of the pipelines the reviewer may review, by name
    List<HomeState.Recent> recent(List<Decision> decisions, Map<PipelineName, Policy> policies, int most) {
        List<Decision> last = decisions.stream().limit(most).toList();
        Map<ReviewId, ReviewSummary> reviews =
                client.reviews(last.stream().map(Decision::reviewId).distinct().toList()).stream()
                        .collect(Collectors.toMap(item -> item.review().id(), Function.identity()));
        return last.stream()
                .flatMap(decision -> Optional.ofNullable(reviews.get(decision.reviewId()))
                        .map(review -> recent(decision, review, policies))
                        .stream())
                .toList();
    }

    private HomeState.Recent recent(Decision decision, ReviewSummary item, Map<PipelineName, Policy> policies) {
        Decision inForce = item.review().decision();
        Policy policy = policies.get(Population.pipelineOf(item.review().pipeline()));
        boolean undoable = policy != null
                && (inForce != null && inForce.id().equals(decision.id()) || onPanel(item.review()))
                && clock.instant().isBefore(decision.decidedAt().plus(policy.undoWindow()));
        return new HomeState.Recent(
                new ReviewRef(decision.reviewId(), decision.revision()),
                item.review().pipeline(),
                item.query(),
                decision.action(),
                decision.decidedAt(),
                undoable);
    }

    /// There everybody may take back their own, whether or not it is the one that counts.
    private static boolean onPanel(Review review) {
        return review.standing().panel() != null
                && (review.standing().state() == ReviewState.OPEN
                        || review.standing().state() == ReviewState.DECIDED);
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
                .map(each -> each.said().seconds())
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
