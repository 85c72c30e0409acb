package dev.touchstone.bot.action;

import com.slack.api.model.view.View;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.NoteModal;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.review.FullModal;
import dev.touchstone.bot.card.review.SourcesModal;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.slack.Views;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Faults;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/// The modals to read in. Members of the workspace who see the card may read the rest of it; who is there through a
/// shared channel, or as a guest, may not.
public final class ReadingClicks {
    private static final String FULL = "Full output";
    private static final String SOURCES = "Sources";

    private final TouchstoneClient client;
    private final Views views;
    private final Admission admission;
    private final Links links;
    private final Errands errands;
    private final InstantSource clock;

    public ReadingClicks(
            TouchstoneClient client,
            Views views,
            Admission admission,
            Links links,
            Errands errands,
            InstantSource clock) {
        this.client = client;
        this.views = views;
        this.admission = admission;
        this.links = links;
        this.errands = errands;
        this.clock = clock;
    }

    void full(Click click, ReviewRef ref) {
        open(click, ref, FULL, (detail, state) -> FullModal.of(detail, links, state));
    }

    void sources(Click click, ReviewRef ref) {
        open(click, ref, SOURCES, (detail, state) -> SourcesModal.of(detail, links, state));
    }

    /// @param by how many pages to go on
    void turn(Click click, int by) {
        ModalState state = ModalState.parse(click.metadata()).orElse(null);
        View view = click.view();
        if (state == null || view == null) {
            throw new IllegalStateException("paging outside of its modal");
        }
        errands.run("turn page", click, () -> {
            ReviewDetail detail = client.review(state.review().reviewId());
            ModalState there = state.atPage(Math.max(0, state.page() + by));
            boolean unused = views.update(view.getId(), FullModal.of(detail, links, there));
        });
    }

    private void open(Click click, ReviewRef ref, String title, BiFunction<ReviewDetail, ModalState, View> draw) {
        errands.run("read", click, () -> {
            String view = Opened.view(views, click, NoteModal.loading(title));
            boolean unused = views.update(view, filled(click, ref, title, draw));
        });
    }

    private View filled(Click click, ReviewRef ref, String title, BiFunction<ReviewDetail, ModalState, View> draw) {
        Optional<Refusal.Barrier> barrier = admission.readingBarrier(click.user());
        if (barrier.isPresent()) {
            return NoteModal.of(title, Refusal.mayNotRead(barrier.get()));
        }
        try {
            ReviewDetail detail = client.review(ref.reviewId());
            ReviewRef now = ReviewRef.of(detail.review());
            return draw.apply(detail, ModalState.opened(now, click.message(), clock.instant()));
        } catch (ApiException | UnreachableException e) {
            return NoteModal.of(title, Faults.told(e, false, clock.instant()));
        }
    }
}
