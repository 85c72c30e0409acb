package dev.touchstone.bot.home;

import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Page;
import dev.touchstone.bot.card.home.HomeFilter;
import dev.touchstone.bot.card.home.HomeState;
import dev.touchstone.bot.card.home.HomeView;
import dev.touchstone.bot.card.home.StatsMessage;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.ReviewerIds;
import dev.touchstone.bot.slack.Views;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// App Home: what waits for one reviewer, what they did last, and their week.
final class Home {
    private static final int ROWS = 20;
    private static final int RECENT = 5;

    private final Views views;
    private final OwnQueue queue;
    private final OwnWork work;
    private final InstantSource clock;

    Home(TouchstoneClient client, Views views, Admission admission, InstantSource clock) {
        this.views = views;
        this.queue = new OwnQueue(client, admission);
        this.work = new OwnWork(client, clock);
        this.clock = clock;
    }

    /// Draws somebody's Home tab anew.
    void publish(String user, HomeFilter filter) {
        ReviewerId reviewer = ReviewerIds.of(user);
        OwnQueue.Own own = queue.own(user);
        ReviewCounts counts = queue.counts(reviewer, own, null);
        Page<ReviewSummary> page = queue.page(reviewer, own, filter, null, ROWS);
        List<Decision> decisions = work.decisions(reviewer);
        HomeState state = new HomeState(
                new HomeState.Counts(counts.open(), counts.claimed(), counts.overdue(), work.today(decisions)),
                filter,
                List.copyOf(own.names()),
                page.items(),
                page.nextCursor(),
                work.recent(decisions, own.policies(), RECENT));
        View view = HomeView.of(state, clock.instant());
        List<LayoutBlock> blocks = new ArrayList<>(view.getBlocks());
        blocks.add(DividerBlock.builder().build());
        blocks.addAll(StatsMessage.of(work.stats(decisions, counts.open())).blocks());
        view.setBlocks(blocks);
        views.publish(user, view);
    }
}
