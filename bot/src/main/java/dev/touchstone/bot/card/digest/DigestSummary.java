package dev.touchstone.bot.card.digest;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.report.Digest;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Digests for one person's eyes: the answer to `/review digest`, and the week below `/review stats`.
public final class DigestSummary {
    private static final int TAKEAWAY = 200;
    private static final int MOST = 3;

    /// The figures that say how good a pipeline is, and what waits.
    private static final Set<String> SHORT = Set.of("quality", "reviewed", "backlog", "time_to_review");

    private DigestSummary() {}

    /// The whole digest in words, of at most three pipelines.
    public static Message of(List<Digest> digests) {
        List<LayoutBlock> blocks = new ArrayList<>();
        digests.stream().limit(MOST).forEach(digest -> {
            blocks.addAll(DigestBlocks.head(digest));
            blocks.addAll(DigestBlocks.facts(digest));
            takeaways(digest, blocks);
            blocks.addAll(DigestBlocks.lists(digest));
        });
        DigestBlocks.explanation(digests.stream().limit(MOST).toList()).ifPresent(blocks::add);
        if (digests.size() > MOST) {
            blocks.add(Kit.context("and " + (digests.size() - MOST)
                    + " more pipelines; `/review digest ‹pipeline›` shows one of them"));
        }
        return new Message(DigestBlocks.text(digests.getFirst()), blocks);
    }

    /// A message with the week's figures of some pipelines below, at most three.
    public static Message below(Message message, List<Digest> digests) {
        List<LayoutBlock> blocks = new ArrayList<>(message.blocks());
        digests.stream().limit(MOST).forEach(digest -> {
            blocks.add(Kit.divider());
            blocks.add(Kit.section("*" + SlackText.mrkdwnLine(digest.pipeline().value(), TAKEAWAY) + "*, "
                    + SlackText.escape(DigestBlocks.week(digest)) + ": " + DigestBlocks.headline(digest)));
            blocks.addAll(DigestBlocks.facts(shortened(digest)));
        });
        DigestBlocks.explanation(digests.stream().limit(MOST).toList()).ifPresent(blocks::add);
        return new Message(message.text(), blocks);
    }

    /// There is no digest to show.
    ///
    /// @param what what was asked for, as it was typed or is shown
    public static Message nothing(String what) {
        return Refusal.say("🔎 There is no digest of " + SlackText.mrkdwnLine(what, TAKEAWAY)
                + ". Weeks are written like `2026-W47`, and you see the pipelines that you review.");
    }

    private static void takeaways(Digest digest, List<LayoutBlock> blocks) {
        if (!digest.sections().charts().isEmpty()) {
            blocks.add(Kit.section("*Trends*\n"
                    + DigestMessage.charts(digest).stream()
                            .map(chart -> "• " + SlackText.mrkdwnLine(chart.takeaway(), TAKEAWAY))
                            .collect(Collectors.joining("\n"))));
        }
    }

    private static Digest shortened(Digest digest) {
        return new Digest(
                digest.id(),
                digest.pipeline(),
                new Digest.Period(
                        digest.period().week(),
                        digest.period().zone(),
                        digest.period().from(),
                        digest.period().to()),
                digest.createdAt(),
                digest.headline(),
                new Digest.Sections(
                        digest.sections().facts().stream()
                                .filter(fact -> SHORT.contains(fact.name()))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }
}
