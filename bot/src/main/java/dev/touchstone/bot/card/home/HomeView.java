package dev.touchstone.bot.card.home;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.View;
import dev.touchstone.api.golden.GoldenSummary;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// App Home: what waits, the reviews to choose from, and what one did last.
public final class HomeView {
    private static final int MOST_REVIEWS = 20;
    private static final int MOST_RECENT = 5;
    private static final int NAME = 80;

    /// One option is "all pipelines".
    private static final int MOST_PIPELINES = 99;

    private HomeView() {}

    public static View of(HomeState state, Instant now) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.header("Reviews"));
        blocks.add(Kit.section(counts(state.counts())));
        if (state.golden() != null) {
            golden(state.golden(), blocks);
        }
        if (state.counts().open() > 0) {
            blocks.add(Kit.actions(List.of(Kit.button(ActionIds.HOME_START, "Start reviewing", null, "primary"))));
        }
        blocks.add(Kit.actions(List.of(pipelines(state), reasons(state.filter()))));
        blocks.add(Kit.divider());
        state.reviews().stream().limit(MOST_REVIEWS).forEach(review -> blocks.addAll(HomeRow.of(review, now)));
        if (state.reviews().isEmpty()) {
            blocks.add(Kit.section(empty(state.filter())));
        }
        paging(state, blocks);
        if (!state.recent().isEmpty()) {
            blocks.add(Kit.divider());
            blocks.add(Kit.section("*My last decisions*"));
            state.recent().stream().limit(MOST_RECENT).forEach(recent -> blocks.add(HomeRow.of(recent, now)));
        }
        return View.builder()
                .type("home")
                .callbackId(ActionIds.HOME)
                .privateMetadata(state.filter().withNext(state.nextCursor()).format())
                .blocks(blocks)
                .build();
    }

    private static String counts(HomeState.Counts counts) {
        List<String> parts = new ArrayList<>();
        parts.add("*" + Words.atLeast(counts.open(), "review waits", "reviews wait") + "*");
        if (counts.overdue() > 0) {
            parts.add("⏰ " + Words.atLeast(counts.overdue()) + " overdue");
        }
        if (counts.mine() > 0) {
            parts.add("👀 " + Words.count(counts.mine()) + " claimed by you");
        }
        parts.add("✅ " + Words.count(counts.decidedToday()) + " decided by you today");
        return String.join(" · ", parts);
    }

    /// How the set of a pipeline grew, how it is divided, and what waits for a person; nothing while it is empty.
    private static void golden(HomeState.Golden golden, List<LayoutBlock> blocks) {
        GoldenSummary set = golden.summary();
        long waiting = set.proposed() + set.conflicts() + set.held();
        if (set.golden() + waiting == 0) {
            return;
        }
        List<String> parts = new ArrayList<>();
        parts.add("🥇 *Golden set* " + Words.counted(set.golden(), "item", "items")
                + (set.lastWeek() > 0 ? ", " + Words.count(set.lastWeek()) + " new this week" : ""));
        if (set.golden() > 0) {
            parts.add("train " + Words.count(set.train()) + ", dev " + Words.count(set.dev()) + ", test "
                    + Words.count(set.test()));
        }
        if (waiting > 0) {
            parts.add(Words.counted(waiting, "waits", "wait") + " for a person: `/review golden "
                    + SlackText.mrkdwnLine(golden.pipeline().value(), NAME) + "`");
        }
        blocks.add(Kit.context(String.join(" · ", parts)));
    }

    private static String empty(HomeFilter filter) {
        return filter.pipeline() == null && filter.reason() == null
                ? "🎉 Nothing waits for review."
                : "Nothing waits that fits this filter.";
    }

    private static StaticSelectElement pipelines(HomeState state) {
        List<OptionObject> options = new ArrayList<>();
        options.add(Kit.option("All pipelines", HomeFilter.ALL));
        @Nullable PipelineName chosen = state.filter().pipeline();
        Set<PipelineName> names = new LinkedHashSet<>();
        if (chosen != null) {
            names.add(chosen);
        }
        names.addAll(state.pipelines());
        names.stream().limit(MOST_PIPELINES).forEach(name -> options.add(Kit.option(name.value(), name.value())));
        return select(ActionIds.HOME_PIPELINE, "Pipeline", options, chosen == null ? null : chosen.value());
    }

    private static StaticSelectElement reasons(HomeFilter filter) {
        List<OptionObject> options = new ArrayList<>();
        options.add(Kit.option("All reasons", HomeFilter.ALL));
        for (RouteReason reason : RouteReason.values()) {
            options.add(Kit.option(Words.capital(Words.reason(reason)), reason.wire()));
        }
        return select(
                ActionIds.HOME_REASON,
                "Reason",
                options,
                filter.reason() == null ? null : filter.reason().wire());
    }

    private static StaticSelectElement select(
            String actionId, String placeholder, List<OptionObject> options, @Nullable String chosen) {
        StaticSelectElement select = Modals.menu(actionId, placeholder, options, null);
        String value = chosen == null ? HomeFilter.ALL : chosen;
        options.stream()
                .filter(option -> option.getValue().equals(value))
                .findFirst()
                .ifPresent(select::setInitialOption);
        return select;
    }

    private static void paging(HomeState state, List<LayoutBlock> blocks) {
        List<BlockElement> buttons = new ArrayList<>();
        if (state.filter().cursor() != null) {
            buttons.add(Kit.button(ActionIds.HOME_FIRST, "First page", null));
        }
        if (state.nextCursor() != null) {
            buttons.add(Kit.button(ActionIds.HOME_NEXT, "Next page", null));
        }
        if (!buttons.isEmpty()) {
            blocks.add(Kit.actions(buttons));
        }
    }
}
