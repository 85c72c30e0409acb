package dev.touchstone.bot.action;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.model.view.ViewState;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.form.AssignModal;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.NoticeText;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.review.AssignedMessage;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.slack.Views;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Refusals;
import dev.touchstone.bot.talk.Teller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives a review to a colleague: asks whom, claims it for them, and tells them. Both must be reviewers.
public final class Assignments {
    private static final Duration LEASE = Duration.ofHours(1);

    private final TouchstoneClient client;
    private final People people;
    private final Admission admission;
    private final Claims claims;
    private final Views views;
    private final Errands errands;
    private final Teller teller;
    private final InstantSource clock;

    public Assignments(
            TouchstoneClient client,
            People people,
            Admission admission,
            Claims claims,
            Views views,
            Errands errands,
            Teller teller,
            InstantSource clock) {
        this.client = client;
        this.people = people;
        this.admission = admission;
        this.claims = claims;
        this.views = views;
        this.errands = errands;
        this.teller = teller;
        this.clock = clock;
    }

    void register(App app) {
        app.viewSubmission(ActionIds.ASSIGN_MODAL, (request, context) -> {
            submitted(request.getPayload());
            return context.ack();
        });
        app.viewClosed(ActionIds.ASSIGN_MODAL, (request, context) -> context.ack());
    }

    void open(Click click, ReviewRef ref) {
        ModalState state = ModalState.opened(ref, click.message(), clock.instant());
        errands.run("open assign", click, () -> {
            String unused = Opened.view(views, click, AssignModal.of(state));
        });
    }

    private void submitted(ViewSubmissionPayload payload) {
        ModalState state = ModalState.parse(payload.getView().getPrivateMetadata())
                .orElseThrow(() -> new IllegalStateException("a form without its state"));
        @Nullable
        Map<String, Map<String, ViewState.Value>> values = payload.getView().getState() == null
                ? null
                : payload.getView().getState().getValues();
        String colleague = AssignModal.read(values)
                .orElseThrow(() -> new IllegalStateException("Slack let a required input be empty"));
        Click click = Click.of(payload).from(state.card());
        errands.run("assign", click, () -> assign(click, state.review().reviewId(), colleague));
    }

    private void assign(Click click, ReviewId reviewId, String colleague) {
        ReviewDetail detail = client.review(reviewId);
        PipelineName pipeline = detail.review().pipeline();
        Optional<Refusal.Barrier> barrier =
                admission.barrier(click.user(), detail.policy().reviewers());
        if (barrier.isPresent()) {
            teller.tell(click, Refusal.mayNotReview(pipeline, barrier.get()));
            return;
        }
        Reviewer to = people.reviewer(colleague);
        if (admission.barrier(colleague, detail.policy().reviewers()).isPresent()) {
            teller.tell(click, Refusal.mayNotBeAssigned(to, pipeline));
            return;
        }
        if (detail.review().standing().state() != ReviewState.OPEN) {
            teller.tell(click, Refusals.changed(detail.review(), clock.instant()));
        } else {
            hand(click, detail, colleague, to);
        }
        claims.refresh(click, reviewId);
    }

    /// Whoever holds the review may hand it on; what somebody else holds is refused by the backend.
    private void hand(Click click, ReviewDetail detail, String colleague, Reviewer to) {
        Reviewer by = people.reviewer(click.user());
        ReviewId id = detail.review().id();
        Review.Claim claim = detail.review().claim();
        if (claim != null && claim.by().id().equals(by.id())) {
            Review unused = client.handBack(id, by);
        }
        Review unused = client.claim(id, new ClaimRequest(to, LEASE, by));
        if (!to.id().equals(by.id())) {
            teller.tell(colleague, null, AssignedMessage.of(detail, by));
        }
        teller.tell(click, NoticeText.assigned(to));
    }
}
