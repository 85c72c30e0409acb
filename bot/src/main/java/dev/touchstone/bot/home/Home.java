package dev.touchstone.bot.home;

import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.id.PipelineName;
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
import dev.touchstone.bot.people.Remembered;
import dev.touchstone.bot.people.ReviewerIds;
import dev.touchstone.bot.slack.Views;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// App Home: what waits for one reviewer, what they did last, and their week.
final class Home {
    private static final int ROWS = 20;
    private static final int RECENT = 5;

    private static final Logger log = LoggerFactory.getLogger(Home.class);

    /// Home is drawn after every decision, and counting a set takes as long as the set is large.
    private static final Duration SET_LIFE = Duration.ofMinutes(1);

    private final Remembered<GoldenSummary> sets;
    private final Views views;
    private final OwnQueue queue;
    private final OwnWork work;
    private final InstantSource clock;

    Home(TouchstoneClient client, Views views, Admission admission, InstantSource clock) {
        this.sets = new Remembered<>(SET_LIFE, clock, name -> client.goldenSet().summary(new PipelineName(name)));
        this.views = views;
        this.queue = new OwnQueue(client, admission);
        this.work = new OwnWork(client, clock);
        this.clock = clock;
    }

    /// Of several pipelines at once there is no one set to speak of, and Home stays a few calls.
    private HomeState.@Nullable Golden golden(OwnQueue.Own own, HomeFilter filter) {
        PipelineName pipeline = filter.pipeline() != null
                ? filter.pipeline()
                : own.names().size() == 1 ? own.names().iterator().next() : null;
        if (pipeline == null) {
            return null;
        }
        try {
            return new HomeState.Golden(pipeline, sets.get(pipeline.value()));
        } catch (ApiException | UnreachableException e) {
            log.info("golden set left out of Home pipeline={} error={}", pipeline, e.getMessage());
            return null;
        }
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
                work.recent(decisions, own.policies(), RECENT),
                golden(own, filter));
        View view = HomeView.of(state, clock.instant());
        List<LayoutBlock> blocks = new ArrayList<>(view.getBlocks());
        blocks.add(DividerBlock.builder().build());
        blocks.addAll(StatsMessage.of(work.stats(decisions, counts.open())).blocks());
        view.setBlocks(blocks);
        views.publish(user, view);
    }
}
