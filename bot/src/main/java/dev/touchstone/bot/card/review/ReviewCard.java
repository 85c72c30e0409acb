package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.OverflowMenuElement;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.OverflowChoice.Verb;
import dev.touchstone.bot.card.kit.RejectMenu;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.Rich;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.TextCut;
import dev.touchstone.bot.card.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An open review: what was asked, what the model said, from which sources; in one line who holds it, and why it is
/// here; and what can be done. A blind review shows neither confidence nor any reason but "random audit".
public final class ReviewCard {
    private static final int QUERY = 600;
    private static final int TEXT_QUERY = 150;

    private ReviewCard() {}

    /// @param links where "Open in console" leads
    /// @param now decides whether a claim still holds and whether the review is overdue
    public static Message of(ReviewDetail detail, Links links, Instant now) {
        Review review = detail.review();
        ReviewRef ref = ReviewRef.of(review);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.addAll(content(detail, ref));
        blocks.add(Kit.context(about(detail, now)));
        blocks.add(RejectMenu.block(ref, actions(detail, links, now)));
        return new Message(text(detail), blocks);
    }

    /// Who adjudicates decides in a form, which shows what the others said; the channel is not to read that.
    private static List<BlockElement> actions(ReviewDetail detail, Links links, Instant now) {
        String ref = ReviewRef.of(detail.review()).format();
        OverflowMenuElement more = Kit.overflow(more(detail, links, now));
        return PanelWords.adjudicated(detail.review())
                ? List.of(Kit.button(ActionIds.OPEN, "Adjudicate", ref, "primary"), more)
                : List.of(
                        Kit.button(ActionIds.APPROVE, "Approve", ref, "primary"),
                        Kit.button(ActionIds.EDIT, "Edit", ref),
                        reject(detail),
                        more);
    }

    /// A rejection of attributes opens the form, which asks for those that are wrong: figures of single attributes need
    /// to know.
    private static BlockElement reject(ReviewDetail detail) {
        ReviewRef ref = ReviewRef.of(detail.review());
        @Nullable NewOutput body = detail.output().body();
        return body == null || body.attributes().isEmpty()
                ? RejectMenu.of(reasons(detail), ref)
                : Kit.button(ActionIds.REJECT, "Reject", ref.format(), "danger");
    }

    /// Those of the policy; where there are sources, also what may be wrong with them.
    private static List<Rubric.Reason> reasons(ReviewDetail detail) {
        @Nullable NewOutput body = detail.output().body();
        boolean sourced = body != null && !Context.sourcesOf(body.context()).isEmpty();
        return detail.policy().rubric().reasons(sourced);
    }

    /// Query, output and sources, as the session's modal shows them too.
    public static List<LayoutBlock> content(ReviewDetail detail, ReviewRef ref) {
        @Nullable NewOutput body = detail.output().body();
        if (body == null) {
            return List.of(Kit.section(Words.GONE + "; there is nothing left to judge."));
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.addAll(query(body, ref));
        if (body.query() != null && body.query().chat()) {
            // Behind so many turns it would be taken for another one.
            blocks.add(Kit.context("⬇️ *The output to review*"));
        }
        blocks.addAll(OutputBlocks.of(body, Doubts.of(detail.review(), detail.policy()), ref));
        blocks.addAll(HiddenNote.of(body));
        blocks.addAll(beside(detail, ref));
        return blocks;
    }

    /// What helps to judge an output and is no part of it: what others answered, what users did, the sources.
    public static List<LayoutBlock> beside(ReviewDetail detail, ReviewRef ref) {
        @Nullable NewOutput body = detail.output().body();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.addAll(CommitteeBlocks.of(detail.committee(), detail.review()));
        blocks.addAll(FeedbackBlocks.of(detail.feedback(), detail.review()));
        if (body != null) {
            blocks.addAll(SourceBlocks.onCard(body, ref));
        }
        return blocks;
    }

    /// What an output says beside its attributes, for a form that has fields for those alone; empty when nothing.
    public static List<LayoutBlock> besideAttributes(NewOutput body, ReviewRef ref) {
        return OutputBlocks.besideAttributes(body, ref);
    }

    /// What was asked, and a button to see the rest of it where it is not shown whole.
    public static List<LayoutBlock> query(NewOutput body, ReviewRef ref) {
        if (body.query() != null && body.query().chat()) {
            return ChatBlocks.of(body.query(), ref);
        }
        String whole = SlackText.clean(body.queryText());
        if (SlackText.orElse(whole, "").isEmpty()) {
            return List.of(Kit.context("No query: the output was not an answer to one."));
        }
        LayoutBlock shown = new Rich().quote(TextCut.ends(whole, QUERY)).block();
        return whole.length() <= QUERY
                ? List.of(shown)
                : List.of(
                        shown,
                        Kit.section(
                                "✂️ The query has " + Words.count(whole.length()) + " characters",
                                Kit.button(ActionIds.SHOW_FULL, "Show full", ref.format())));
    }

    /// One line behind what is judged: who is at it, of which pipeline it is, why it is here, until when.
    private static String about(ReviewDetail detail, Instant now) {
        Review review = detail.review();
        String who = PanelWords.progress(review)
                .or(() -> claim(review, now))
                .map(words -> words + " · ")
                .orElse("");
        return who + "*" + SlackText.escape(Population.label(review.pipeline())) + "* · " + WhyLine.of(detail, now);
    }

    /// Who holds it; empty when nobody does.
    public static Optional<String> claim(Review review, Instant now) {
        return Optional.ofNullable(review.claim())
                .filter(claim -> claim.until().isAfter(now))
                .map(claim -> "👀 " + SlackText.mention(claim.by()) + " until " + SlackText.time(claim.until()));
    }

    private static List<OptionObject> more(ReviewDetail detail, Links links, Instant now) {
        Review review = detail.review();
        ReviewRef ref = ReviewRef.of(review);
        boolean claimed = review.claim() != null && review.claim().until().isAfter(now);
        List<OptionObject> options = new ArrayList<>();
        options.add(claimed ? Kit.choice(Verb.RELEASE, "Hand back", ref) : Kit.choice(Verb.CLAIM, "Claim", ref));
        options.add(Kit.choice(Verb.ASSIGN, "Assign…", ref));
        options.add(Kit.choice(Verb.SKIP, "Skip", ref));
        options.add(Kit.choice(Verb.FULL, "Show full", ref));
        Optional<String> console = links.review(review);
        // Slack allows five; the console shows the sources too.
        if (console.isPresent()) {
            options.add(Kit.console(console.get(), ref));
        } else if (detail.output().body() != null
                && SourceBlocks.any(detail.output().body())) {
            options.add(Kit.choice(Verb.SOURCES, "Show sources", ref));
        }
        return options;
    }

    static String text(ReviewDetail detail) {
        Review review = detail.review();
        @Nullable NewOutput body = detail.output().body();
        StringBuilder text = new StringBuilder("Review needed");
        String query = body == null ? "" : SlackText.mrkdwnLine(body.asked(), TEXT_QUERY);
        if (!query.isEmpty()) {
            text.append(": ").append(query);
        }
        if (body != null && body.confidence() != null && !review.asked().blind()) {
            text.append(" · confidence ").append(Words.probability(body.confidence()));
        }
        return text.append(" · ")
                .append(SlackText.escape(Population.label(review.pipeline())))
                .toString();
    }
}
