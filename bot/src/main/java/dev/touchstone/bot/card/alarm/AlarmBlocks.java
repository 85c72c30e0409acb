package dev.touchstone.bot.card.alarm;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.TextObject;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.ChartBlock;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.kit.TrendText;
import dev.touchstone.bot.card.review.Outcome;
import dev.touchstone.bot.card.text.Figures;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parts of an alarm's message that show what it rests on.
final class AlarmBlocks {
    private static final int LABEL = 80;
    private static final int QUERY = 160;
    private static final int OUTCOME = 300;
    private static final int MOST_WORSE = 5;
    private static final int MOST_RUNS = 5;
    private static final int EXAMPLES = 3;
    private static final double WIDE = 0.3;

    private AlarmBlocks() {}

    /// Rate, baseline, window and what produced the outputs; empty when there is nothing to tell.
    static Optional<LayoutBlock> facts(Alarm alarm) {
        List<TextObject> fields = new ArrayList<>();
        Alarm.Found found = alarm.message().found();
        if (found != null) {
            fields.add(Kit.field(
                    Words.capital(AlarmWords.measure(alarm)) + " rate",
                    Figures.full(
                            found.window().rate(),
                            found.window().interval(),
                            found.window().reviewed())));
            fields.add(
                    found.before().baseline() == null
                            ? Kit.field("Promised", "at most " + Figures.rate(found.tolerated()))
                            : Kit.field(
                                    "Baseline",
                                    Figures.full(
                                            found.before().baseline(),
                                            found.before().baselineInterval(),
                                            found.before().baselineReviewed())));
            fields.add(Kit.field(
                    "Window",
                    SlackText.dayAndTime(found.window().from()) + " to "
                            + SlackText.dayAndTime(found.window().to())));
        }
        List<String> origin = new ArrayList<>();
        if (alarm.message().promptVersion() != null) {
            origin.add("prompt " + SlackText.mrkdwnLine(alarm.message().promptVersion(), LABEL));
        }
        if (alarm.message().model() != null) {
            origin.add("model " + SlackText.mrkdwnLine(alarm.message().model(), LABEL));
        }
        if (!origin.isEmpty()) {
            fields.add(Kit.field("Produced by", String.join(" · ", origin)));
        }
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(SectionBlock.builder().fields(fields).build());
    }

    /// Where it is worse than elsewhere.
    static Optional<LayoutBlock> worse(Alarm alarm) {
        if (alarm.message().worst().isEmpty()) {
            return Optional.empty();
        }
        Alarm.Found found = alarm.message().found();
        long whole = found == null ? Long.MAX_VALUE : found.window().reviewed();
        return Optional.of(Kit.section("*Worst in*" + (found == null ? "" : ", in the same window") + "\n"
                + alarm.message().worst().stream()
                        .limit(MOST_WORSE)
                        .map(one -> worse(one, whole))
                        .collect(Collectors.joining("\n"))));
    }

    private static String worse(Alarm.Worse one, long whole) {
        return "• " + SlackText.mrkdwnLine(one.name(), LABEL) + "  *" + Figures.rate(one.rate()) + "* ("
                + Figures.range(one.interval()) + ", n = " + Words.count(one.reviewed()) + ")"
                + (one.interval().width() > WIDE ? " · rough, because the reviews are few" : "")
                + (one.reviewed() > whole ? " · audited at a rate of its own" : "");
    }

    /// The course by week: takeaway in words, then a chart or the same in characters.
    static List<LayoutBlock> trend(AlarmDetail detail, boolean drawn) {
        String text = TrendText.of(detail.trend(), true);
        if (text.isEmpty()) {
            return List.of();
        }
        Alarm alarm = detail.alarm();
        String title = Words.capital(AlarmWords.measure(alarm)) + " rate by week";
        Optional<LayoutBlock> chart = drawn ? chart(detail, title) : Optional.empty();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(chart.orElseGet(() -> Kit.section("*" + title + "*\n" + text)));
        blocks.add(Kit.context(beside(detail, chart.isPresent())));
        return blocks;
    }

    private static Optional<LayoutBlock> chart(AlarmDetail detail, String title) {
        Alarm.Found found = detail.alarm().message().found();
        return ChartBlock.of(
                title,
                "line",
                "percent",
                Words.capital(AlarmWords.measure(detail.alarm())) + " rate",
                detail.trend(),
                found == null ? null : level(found),
                detail.marks().stream().map(AlarmDetail.Mark::label).collect(Collectors.toSet()));
    }

    private static ChartBlock.Level level(Alarm.Found found) {
        Double baseline = found.before().baseline();
        return baseline == null
                ? new ChartBlock.Level("Promised at most", found.tolerated())
                : new ChartBlock.Level("Baseline", baseline);
    }

    /// What stands in no line: the marks, and how sure the latest week is. Without a chart, the level too.
    private static String beside(AlarmDetail detail, boolean drawn) {
        List<String> said = new ArrayList<>();
        for (AlarmDetail.Mark mark : detail.marks()) {
            said.add(SlackText.mrkdwnLine(mark.label(), LABEL) + ChartBlock.MARK + " "
                    + SlackText.mrkdwnLine(mark.text(), LABEL) + " was first seen");
        }
        Alarm.Found found = detail.alarm().message().found();
        if (!drawn && found != null) {
            ChartBlock.Level level = level(found);
            said.add(level.name() + ": " + Figures.rate(level.value()));
        }
        TrendPoint last = detail.trend().getLast();
        if (drawn && last.value() != null) {
            said.add(SlackText.mrkdwnLine(last.label(), LABEL) + ": "
                    + Figures.full(last.value(), last.interval(), last.reviewed()));
        }
        return said.isEmpty() ? "By week of arrival" : String.join(" · ", said);
    }

    /// Up to three reviews that show it, each with a button to read it.
    static List<LayoutBlock> examples(List<ReviewDetail> examples) {
        List<LayoutBlock> blocks = new ArrayList<>();
        if (!examples.isEmpty()) {
            blocks.add(Kit.context("*For example*"));
        }
        examples.stream().limit(EXAMPLES).map(AlarmBlocks::example).forEach(blocks::add);
        return blocks;
    }

    private static LayoutBlock example(ReviewDetail detail) {
        Review review = detail.review();
        @Nullable NewOutput body = detail.output().body();
        String shown = body == null
                ? SlackText.glimpse(null, null, QUERY)
                : SlackText.glimpse(body.asked(), Outcome.original(body), QUERY);
        return Kit.section(
                "“" + shown + "”" + verdict(review.decision()),
                Kit.button(ActionIds.SHOW_FULL, "Show", ReviewRef.of(review).format()));
    }

    /// Without the reviewer's name: an alarm must not call those who found the errors.
    private static String verdict(@Nullable Decision decision) {
        if (decision == null) {
            return "";
        }
        String reason = decision.said().reason() == null
                ? ""
                : ": " + SlackText.mrkdwnLine(decision.said().reason(), LABEL);
        return "\n" + Words.icon(decision.action()) + " " + Words.capital(Words.past(decision.action())) + reason;
    }

    /// What was done because of it, the latest last.
    static Optional<LayoutBlock> runs(AlarmDetail detail, List<AlarmAction> actions) {
        List<AlarmDetail.Run> runs = detail.actions();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        int before = Math.max(0, runs.size() - MOST_RUNS);
        return Optional.of(Kit.section("*Actions*"
                + (before == 0 ? "" : " (" + before + " earlier)") + "\n"
                + runs.subList(before, runs.size()).stream()
                        .map(run -> run(run, actions))
                        .collect(Collectors.joining("\n"))));
    }

    private static String run(AlarmDetail.Run run, List<AlarmAction> actions) {
        String outcome = linked(run.outcome());
        return AlarmWords.run(run) + " · *" + SlackText.escape(AlarmWords.action(run.action(), actions)) + "*"
                + (outcome.isEmpty() ? "" : " · " + outcome)
                + (run.by() == null ? "" : " · " + SlackText.mention(run.by())) + " · "
                + SlackText.dayAndTime(run.at());
    }

    /// Words with the addresses in them linked under their hosts, where they can be without surprise.
    private static String linked(@Nullable String outcome) {
        return Arrays.stream(SlackText.mrkdwnLine(outcome, OUTCOME).split(" ", -1))
                .map(word -> Links.safe(word)
                        .map(url -> "<" + url + "|" + Links.host(url) + ">")
                        .orElse(word))
                .collect(Collectors.joining(" "));
    }
}
