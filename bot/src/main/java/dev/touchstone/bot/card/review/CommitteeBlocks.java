package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.review.Review;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.Rich;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;

/// What other models answered to the same query. A blind review shows none of it, because it would tell the reviewer
/// what to think.
public final class CommitteeBlocks {
    private static final int MODELS = 5;
    private static final int ANSWER = 300;
    private static final int NAME = 80;

    private CommitteeBlocks() {}

    /// @return empty for a blind review, and when no model was asked
    public static List<LayoutBlock> of(List<CommitteeAnswer> answers, Review review) {
        List<CommitteeAnswer> shown = visible(answers, review);
        List<LayoutBlock> blocks = new ArrayList<>();
        if (!shown.isEmpty()) {
            blocks.add(Kit.context("🤝 *" + headline(shown) + "*"));
        }
        shown.forEach(answer -> blocks.add(answer(answer)));
        if (shown.stream().anyMatch(answer -> SlackText.clean(answer.answer()).length() > ANSWER)) {
            blocks.add(Kit.section(
                    "✂️ Long answers are cut",
                    Kit.button(
                            ActionIds.SHOW_FULL,
                            "Show full",
                            ReviewRef.of(review).format())));
        }
        return blocks;
    }

    /// What the reviewer of this review may see.
    static List<CommitteeAnswer> visible(List<CommitteeAnswer> answers, Review review) {
        return review.asked().blind()
                ? List.of()
                : answers.stream().limit(MODELS).toList();
    }

    private static String headline(List<CommitteeAnswer> answers) {
        long failed =
                answers.stream().filter(answer -> answer.failure() != null).count();
        long answered = answers.size() - failed;
        long against = answers.stream()
                .filter(answer -> answer.failure() == null && !answer.agrees())
                .count();
        String silent =
                failed == 0 ? "" : " · " + Words.counted(failed, "model", "models") + " gave no answer that counts";
        return words(answered, against) + silent;
    }

    private static String words(long answered, long against) {
        if (answered == 0) {
            return "No other model answered";
        }
        if (answered == 1) {
            return against == 0 ? "The other model agrees" : "The other model disagrees";
        }
        return against == 0
                ? "All " + answered + " models agree"
                : against + " of " + answered + " models " + (against == 1 ? "disagrees" : "disagree");
    }

    private static LayoutBlock answer(CommitteeAnswer answer) {
        String model = SlackText.orElse(SlackText.plainLine(answer.model(), NAME), "a model");
        Rich rich = new Rich().section(Rich.bold(model), Rich.text(" · " + stand(answer)));
        if (answer.answer() == null) {
            return answer.failure() == null
                    ? rich.section(Rich.italic("(its text is gone)")).block()
                    : rich.block();
        }
        String text = SlackText.plain(answer.answer(), ANSWER);
        return SlackText.orElse(text, "").isEmpty()
                ? rich.section(Rich.italic("(empty)")).block()
                : rich.quote(text).block();
    }

    private static String stand(CommitteeAnswer answer) {
        if (answer.failure() != null) {
            return "⚠️ does not count: " + SlackText.orElse(SlackText.plainLine(answer.failure(), NAME), "it failed");
        }
        return answer.agrees() ? "✅ agrees" : "❌ disagrees";
    }
}
