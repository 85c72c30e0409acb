package dev.touchstone.bot.home;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.action.Claims;
import dev.touchstone.bot.action.Details;
import dev.touchstone.bot.action.Opened;
import dev.touchstone.bot.action.Unread;
import dev.touchstone.bot.card.form.Reading;
import dev.touchstone.bot.card.form.SessionModal;
import dev.touchstone.bot.card.form.SessionModal.Answer;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.NoteModal;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.home.NextReview.Prepared;
import dev.touchstone.bot.intent.Intent;
import dev.touchstone.bot.intent.Intents;
import dev.touchstone.bot.slack.Views;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Faults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Review sessions: one modal that shows a review, and on submit the next. The next one is prepared while the
/// reviewer reads, so that the answer to a submit can carry it. A session counts its decisions in the page of its
/// [ModalState].
final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final String TITLE = "Review session";

    /// Slack puts the view of an acknowledgement in place when it arrives; an update sent earlier would be lost
    /// under it.
    private static final Duration UNTIL_ACKNOWLEDGED = Duration.ofMillis(400);

    private final NextReview next;
    private final Intents intents;
    private final Claims claims;
    private final Details details;
    private final Views views;
    private final Errands errands;
    private final InstantSource clock;

    Sessions(
            NextReview next,
            Intents intents,
            Claims claims,
            Details details,
            Views views,
            Errands errands,
            InstantSource clock) {
        this.next = next;
        this.intents = intents;
        this.claims = claims;
        this.details = details;
        this.views = views;
        this.errands = errands;
        this.clock = clock;
    }

    void register(App app) {
        app.viewSubmission(ActionIds.SESSION_MODAL, (request, context) -> submitted(request.getPayload(), context));
        app.viewClosed(ActionIds.SESSION_MODAL, (request, context) -> {
            Click click = Click.of(request.getPayload());
            next.forget(click.user());
            ModalState.parse(click.metadata()).ifPresent(state -> claims.giveBack(click, state.review()));
            return context.ack();
        });
    }

    /// Opens a session at the head of the queue.
    void start(Click click) {
        begin(click, null);
    }

    /// Opens a session at a certain review.
    void open(Click click, ReviewRef ref) {
        begin(click, ref);
    }

    private void begin(Click click, @Nullable ReviewRef ref) {
        errands.run("session", click, () -> {
            String view = Opened.view(views, click, SessionModal.loading());
            orSay(view, () -> show(click, view, ref == null ? next.takeNext(click, null) : next.take(click, ref), 0));
        });
    }

    private void show(Click click, String view, NextReview.Answer answer, int decided) {
        switch (answer) {
            case NextReview.Answer.Found found -> {
                Prepared prepared = found.prepared();
                if (views.update(view, drawn(prepared, decided))) {
                    claims.refresh(click, new ReviewId(prepared.id()));
                    next.prepare(click, prepared.id());
                } else {
                    claims.giveBack(click, prepared.ref());
                }
            }
            case NextReview.Answer.Nothing nothing -> {
                boolean unused = views.update(view, SessionModal.done(decided));
            }
            case NextReview.Answer.Refused refused -> {
                boolean unused = views.update(view, NoteModal.of(TITLE, refused.message()));
            }
        }
    }

    private View drawn(Prepared prepared, int decided) {
        ReviewDetail detail = prepared.detail();
        details.put(detail);
        ModalState state = ModalState.opened(prepared.ref(), null, clock.instant())
                .atPage(decided)
                .under(prepared.detail().policyVersion());
        return SessionModal.of(detail, state, prepared.left(), clock.instant());
    }

    private Response submitted(ViewSubmissionPayload payload, ViewSubmissionContext context) {
        View view = payload.getView();
        ModalState state = ModalState.parse(view.getPrivateMetadata())
                .orElseThrow(() -> new IllegalStateException("a session without its state"));
        return switch (details.inTime(state)) {
            case Details.Found.Here here -> read(payload, state, here.detail(), context);
            case Details.Found.NotNow notNow -> context.ackWithErrors(Unread.later(view));
            case Details.Found.Never never -> context.ackWithErrors(Unread.never(view, never.why()));
        };
    }

    private Response read(
            ViewSubmissionPayload payload, ModalState state, ReviewDetail detail, ViewSubmissionContext context) {
        View view = payload.getView();
        Map<String, Map<String, ViewState.Value>> values =
                view.getState() == null ? null : view.getState().getValues();
        return switch (SessionModal.read(detail, state, values)) {
            case Reading.Invalid<Answer> invalid -> context.ackWithErrors(invalid.errors());
            case Reading.Valid<Answer> valid -> goOn(Click.of(payload), view.getId(), state, valid.input(), context);
        };
    }

    private Response goOn(Click click, String view, ModalState state, Answer answer, ViewSubmissionContext context) {
        @Nullable Intent intent = kept(click, state, answer);
        int decided = state.page() + (intent == null ? 0 : 1);
        @Nullable
        Prepared prepared =
                next.takePrepared(click.user(), state.review().reviewId().value());
        errands.run("session", click, () -> {
            if (intent == null) {
                claims.passOver(click, state.review().reviewId());
            } else {
                boolean unused = intents.carryOut(intent);
            }
            follow(click, view, state.review().reviewId().value(), prepared, decided);
        });
        View shown = prepared == null ? SessionModal.loading() : drawn(prepared, decided);
        return context.ack(ack -> ack.responseAction("update").view(shown));
    }

    private @Nullable Intent kept(Click click, ModalState state, Answer answer) {
        return switch (answer) {
            case Answer.Skip skip -> null;
            case Answer.Decide decide -> {
                Intent intent = Intent.decide(
                        click,
                        state.review().reviewId(),
                        decide.input().decision(Reviewer.of(click.reviewerId()), clock.instant()),
                        clock.instant());
                intents.keep(intent);
                yield intent;
            }
        };
    }

    /// Claims what is shown already, or finds something else when it is gone, or when there was nothing to show.
    private void follow(Click click, String view, String left, @Nullable Prepared prepared, int decided) {
        try {
            Thread.sleep(UNTIL_ACKNOWLEDGED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        orSay(view, () -> {
            if (prepared != null && next.holds(click, prepared)) {
                claims.refresh(click, new ReviewId(prepared.id()));
                next.prepare(click, prepared.id());
            } else {
                show(click, view, next.takeNext(click, left), decided);
            }
        });
    }

    /// What goes wrong is said where the reviewer looks.
    private void orSay(String view, Runnable act) {
        try {
            act.run();
        } catch (ApiException | UnreachableException e) {
            log.warn("session cannot go on error={}", e.getMessage());
            boolean unused = views.update(view, NoteModal.of(TITLE, Faults.told(e, false, clock.instant())));
        }
    }
}
