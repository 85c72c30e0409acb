package dev.touchstone.backend.feedback.alert;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.FeedbackRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.feedback.signal.Counting.Heeded;
import dev.touchstone.backend.judge.judgment.LastVerdict;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.UrgentReviews;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Opens a review of what a user found critically bad, once per output, unless people look at it already or have.
/// Thread-safe; whoever calls it holds the turn of counting.
public final class FeedbackAlerts {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Ids ids;
    private final InstantSource clock;
    private final Outputs outputs;
    private final UrgentReviews urgent;
    private final ThreadNews news;

    public FeedbackAlerts(Ids ids, InstantSource clock, Outputs outputs, ReviewQueue queue, ThreadNews news) {
        this.ids = ids;
        this.clock = clock;
        this.outputs = outputs;
        this.urgent = new UrgentReviews(queue);
        this.news = news;
    }

    /// Within the transaction that counted the events.
    public void heed(Handle transaction, List<Heeded> events) {
        if (events.isEmpty()) {
            return;
        }
        AlertDao dao = transaction.attach(AlertDao.class);
        Map<OutputId, AlertRow> alerts = new HashMap<>();
        dao.of(events.stream().map(one -> one.told().output().id()).collect(Collectors.toSet()))
                .forEach(alert -> alerts.put(alert.outputId(), alert));
        for (Heeded event : events) {
            if (event.voice().muted()) {
                continue;
            }
            OutputId output = event.told().output().id();
            AlertRow alert = alerts.get(output);
            AlertRow after = alert == null ? raised(transaction, event) : gathered(transaction, alert, event);
            if (after != null && !after.equals(alert)) {
                dao.put(after);
                alerts.put(output, after);
            }
        }
    }

    /// @return null when the event is no reason for a review
    private @Nullable AlertRow raised(Handle transaction, Heeded event) {
        List<RouteReason> reasons = reasons(transaction, event);
        if (reasons.isEmpty()) {
            return null;
        }
        Instant now = clock.instant();
        AlertRow alert = new AlertRow(
                event.told().output().id(),
                event.told().output().pipeline(),
                AlertRow.HELD,
                event.voice().opinion().score(),
                RouteTaken.format(reasons),
                now.toEpochMilli(),
                null,
                null,
                0);
        Pipeline pipeline = event.told().pipeline();
        AlertRow after =
                room(transaction, pipeline, now) > 0 ? open(transaction, pipeline, alert) : seen(transaction, alert);
        return after.state().equals(AlertRow.KNOWN) ? news.tell(transaction, after, event) : after;
    }

    private AlertRow gathered(Handle transaction, AlertRow alert, Heeded event) {
        AlertRow worst = alert.worst(event.voice().opinion().score());
        return news.tell(transaction, worst, event);
    }

    private static List<RouteReason> reasons(Handle transaction, Heeded event) {
        FeedbackRules rules = event.told().pipeline().policy().feedback();
        if (!event.fresh()) {
            return List.of();
        }
        FeedbackClass meaning = event.voice().opinion().feedbackClass();
        boolean critical = event.voice().opinion().score() < rules.reviewBelow();
        boolean delighted = meaning == FeedbackClass.STRONG_POSITIVE;
        List<RouteReason> reasons = new ArrayList<>();
        if (critical) {
            reasons.add(RouteReason.FEEDBACK);
        }
        if ((critical || delighted)
                && contradicts(
                        transaction,
                        event.told().output().id(),
                        critical ? JudgeVerdict.APPROVE : JudgeVerdict.REJECT)) {
            reasons.add(RouteReason.JUDGE_USER_DISAGREEMENT);
        }
        return reasons;
    }

    private static boolean contradicts(Handle handle, OutputId outputId, JudgeVerdict other) {
        return LastVerdict.of(handle, outputId).filter(other::equals).isPresent();
    }

    /// How many reviews may be opened now.
    int room(Handle handle, Pipeline pipeline, Instant now) {
        FeedbackRules rules = pipeline.policy().feedback();
        int most = rules.mostReviewsPerHour();
        if (most == 0 || Quiet.at(now, rules)) {
            return 0;
        }
        long since = now.minus(HOUR).toEpochMilli();
        return most - handle.attach(AlertDao.class).openedSince(pipeline.name(), since, most);
    }

    /// What people look at already needs no review of its own, and does not wait.
    private AlertRow seen(Handle handle, AlertRow alert) {
        return outputs.find(handle, alert.outputId())
                .flatMap(output -> Optional.ofNullable(output.routed().reviewId()))
                .filter(review -> UrgentReviews.openOrDecided(handle, review))
                .map(review -> alert.in(AlertRow.KNOWN, review))
                .orElse(alert);
    }

    /// Opens the review of an alert that was raised.
    ///
    /// @return how it stands then
    AlertRow open(Handle transaction, Pipeline pipeline, AlertRow alert) {
        OutputRow output = outputs.find(transaction, alert.outputId()).orElseThrow();
        if (output.body() == null) {
            // Retention was faster: there is nothing left to judge.
            return alert.in(AlertRow.GONE, output.routed().reviewId());
        }
        ReviewId fresh = new ReviewId(ids.next());
        return switch (UrgentReviews.ask(transaction, outputs, alert.outputId(), fresh)) {
            case UrgentReviews.Asked.Open open -> alert.in(AlertRow.KNOWN, open.id());
            case UrgentReviews.Asked.Decided decided -> alert.in(AlertRow.KNOWN, decided.id());
            case UrgentReviews.Asked.Fresh ours -> opened(transaction, pipeline, alert, output, fresh);
        };
    }

    private AlertRow opened(Handle transaction, Pipeline pipeline, AlertRow alert, OutputRow output, ReviewId fresh) {
        Instant now = clock.instant();
        urgent.open(
                transaction,
                new NewReview(
                        fresh,
                        output.outsideOfEverySample(),
                        RouteTaken.parse(alert.reasons()),
                        false,
                        1 - alert.score(),
                        now.toEpochMilli(),
                        NewReview.dueAtMs(now, pipeline.policy().reviewSla())));
        return alert.opened(fresh, now.toEpochMilli());
    }
}
