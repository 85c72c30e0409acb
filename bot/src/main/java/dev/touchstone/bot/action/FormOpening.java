package dev.touchstone.bot.action;

import com.slack.api.model.view.View;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.NoteModal;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.slack.Views;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Faults;
import dev.touchstone.bot.talk.Refusals;
import java.time.InstantSource;
import java.util.Optional;

/// Opens a form. A trigger lives three seconds and the backend may take longer, so an empty modal comes first and
/// the form, or the reason why there is none, replaces it.
public final class FormOpening {
    private final TouchstoneClient client;
    private final Views views;
    private final Admission admission;
    private final Claims claims;
    private final Details details;
    private final Errands errands;
    private final InstantSource clock;

    public FormOpening(
            TouchstoneClient client,
            Views views,
            Admission admission,
            Claims claims,
            Details details,
            Errands errands,
            InstantSource clock) {
        this.client = client;
        this.views = views;
        this.admission = admission;
        this.claims = claims;
        this.details = details;
        this.errands = errands;
        this.clock = clock;
    }

    void open(Click click, ReviewRef ref, Forms.Kind kind) {
        errands.run("open " + kind.title, click, () -> {
            String view = Opened.view(views, click, NoteModal.loading(kind.title));
            try {
                fill(click, ref, kind, view);
            } catch (ApiException e) {
                say(view, kind, Faults.told(e, false, clock.instant()));
                claims.refresh(click, ref.reviewId());
            } catch (UnreachableException e) {
                say(view, kind, Faults.told(e, false, clock.instant()));
            }
        });
    }

    private void fill(Click click, ReviewRef ref, Forms.Kind kind, String view) {
        ReviewDetail detail = client.review(ref.reviewId());
        Optional<Refusal.Barrier> barrier =
                admission.barrier(click.user(), detail.policy().reviewers());
        if (barrier.isPresent()) {
            say(view, kind, Refusal.mayNotReview(detail.review().pipeline(), barrier.get()));
            return;
        }
        if (detail.review().standing().state() != ReviewState.OPEN) {
            say(view, kind, Refusals.changed(detail.review(), clock.instant()));
            claims.refresh(click, ref.reviewId());
            return;
        }
        claims.take(click, ref.reviewId());
        details.put(detail);
        ModalState state = ModalState.opened(ReviewRef.of(detail.review()), click.message(), clock.instant())
                .under(detail.policyVersion());
        boolean shown = views.update(view, kind.view(detail, state));
        if (shown && detail.output().body() != null) {
            claims.refresh(click, ref.reviewId());
        } else {
            claims.giveBack(click, ref);
        }
    }

    private void say(String view, Forms.Kind kind, Message message) {
        View note = NoteModal.of(kind.title, message);
        boolean unused = views.update(view, note);
    }
}
