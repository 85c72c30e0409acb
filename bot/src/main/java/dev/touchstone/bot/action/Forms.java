package dev.touchstone.bot.action;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.DefaultContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.form.DecisionInput;
import dev.touchstone.bot.card.form.EditModal;
import dev.touchstone.bot.card.form.Reading;
import dev.touchstone.bot.card.form.RejectModal;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.talk.Click;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Edit and Reject forms: opened with a claim, read when submitted, handed back when closed.
public final class Forms {
    private final FormOpening opening;
    private final DecisionClicks deciding;
    private final Claims claims;
    private final Details details;
    private final InstantSource clock;

    public Forms(FormOpening opening, DecisionClicks deciding, Claims claims, Details details, InstantSource clock) {
        this.opening = opening;
        this.deciding = deciding;
        this.claims = claims;
        this.details = details;
        this.clock = clock;
    }

    /// Which form.
    enum Kind {
        EDIT(ActionIds.EDIT_MODAL, "Edit") {
            @Override
            View view(ReviewDetail detail, ModalState state) {
                return EditModal.of(detail, state);
            }

            @Override
            Reading<DecisionInput> read(
                    ReviewDetail detail, ModalState state, @Nullable Map<String, Map<String, ViewState.Value>> values) {
                return EditModal.read(detail, state, values);
            }
        },
        REJECT(ActionIds.REJECT_MODAL, "Reject") {
            @Override
            View view(ReviewDetail detail, ModalState state) {
                return RejectModal.of(detail, state);
            }

            @Override
            Reading<DecisionInput> read(
                    ReviewDetail detail, ModalState state, @Nullable Map<String, Map<String, ViewState.Value>> values) {
                return RejectModal.read(detail, state, values);
            }
        };

        final String callbackId;
        final String title;

        Kind(String callbackId, String title) {
            this.callbackId = callbackId;
            this.title = title;
        }

        abstract View view(ReviewDetail detail, ModalState state);

        abstract Reading<DecisionInput> read(
                ReviewDetail detail, ModalState state, @Nullable Map<String, Map<String, ViewState.Value>> values);
    }

    void register(App app) {
        for (Kind kind : Kind.values()) {
            app.viewSubmission(kind.callbackId, (request, context) -> submitted(kind, request, context));
            app.viewClosed(kind.callbackId, (request, context) -> closed(Click.of(request.getPayload()), context));
        }
    }

    void open(Click click, ReviewRef ref, Kind kind) {
        opening.open(click, ref, kind);
    }

    private Response submitted(Kind kind, ViewSubmissionRequest request, ViewSubmissionContext context) {
        ViewSubmissionPayload payload = request.getPayload();
        ModalState state = ModalState.parse(payload.getView().getPrivateMetadata())
                .orElseThrow(() -> new IllegalStateException("a form without its state"));
        return switch (details.inTime(state)) {
            case Details.Found.Here here -> read(kind, payload, state, here.detail(), context);
            case Details.Found.NotNow notNow -> context.ackWithErrors(Unread.later(payload.getView()));
            case Details.Found.Never never -> context.ackWithErrors(Unread.never(payload.getView(), never.why()));
        };
    }

    private Response read(
            Kind kind,
            ViewSubmissionPayload payload,
            ModalState state,
            ReviewDetail detail,
            ViewSubmissionContext context) {
        Map<String, Map<String, ViewState.Value>> values = payload.getView().getState() == null
                ? null
                : payload.getView().getState().getValues();
        return switch (kind.read(detail, state, values)) {
            case Reading.Invalid<DecisionInput> invalid -> context.ackWithErrors(invalid.errors());
            case Reading.Valid<DecisionInput> valid -> {
                Click click = Click.of(payload).from(state.card());
                NewDecision decision = valid.input().decision(Reviewer.of(click.reviewerId()), clock.instant());
                deciding.decide(click, state.review(), decision);
                yield context.ack();
            }
        };
    }

    private Response closed(Click click, DefaultContext context) {
        ModalState.parse(click.metadata())
                .ifPresent(state -> claims.giveBack(click.from(state.card()), state.review()));
        return context.ack();
    }
}
