package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.view.View;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything about an output to read: query, output, attributes, system prompt, in pages that Slack opens quickly.
/// Each page says which part of the whole it is and where to read on.
public final class FullModal {
    private static final int CHARACTERS_PER_PAGE = 20_000;
    private static final int CHUNKS_PER_PAGE = 30;

    private FullModal() {}

    /// @param state carries the page; one beyond the last shows the last
    public static View of(ReviewDetail detail, Links links, ModalState state) {
        @Nullable NewOutput body = detail.output().body();
        if (body == null) {
            return Modals.note("Full output", Words.GONE + ".");
        }
        List<FullText.Chunk> chunks = FullText.of(
                body,
                Doubts.of(detail.review(), detail.policy()),
                CommitteeBlocks.visible(detail.committee(), detail.review()));
        List<List<FullText.Chunk>> pages = pages(chunks);
        int page = Math.clamp(state.page(), 0, pages.size() - 1);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Kit.context(position(chunks, pages, page)));
        for (FullText.Chunk chunk : pages.get(page)) {
            blocks.add(Kit.context("*" + chunk.title() + "*"));
            blocks.add(OutputBlocks.block(chunk.text(), chunk.prose()));
        }
        actions(detail, links, page, pages.size()).ifPresent(blocks::add);
        return Modals.reading(ActionIds.FULL_MODAL, "Full output", blocks, state.atPage(page));
    }

    private static String position(List<FullText.Chunk> chunks, List<List<FullText.Chunk>> pages, int page) {
        int all = characters(chunks);
        int before =
                pages.subList(0, page).stream().mapToInt(FullModal::characters).sum();
        int here = characters(pages.get(page));
        if (pages.size() == 1) {
            return "All " + Words.count(all) + " characters";
        }
        return "Page " + (page + 1) + " of " + pages.size() + ": characters " + Words.count(before + 1) + " to "
                + Words.count(before + here) + " of " + Words.count(all)
                + (page + 1 < pages.size() ? ". Read on with *Next*." : ".");
    }

    private static Optional<LayoutBlock> actions(ReviewDetail detail, Links links, int page, int pages) {
        String ref = ReviewRef.of(detail.review()).format();
        List<BlockElement> buttons = new ArrayList<>();
        if (page > 0) {
            buttons.add(Kit.button(ActionIds.FULL_PREVIOUS, "Previous", ref));
        }
        if (page + 1 < pages) {
            buttons.add(Kit.button(ActionIds.FULL_NEXT, "Next", ref, "primary"));
        }
        links.review(detail.review()).ifPresent(url -> buttons.add(Kit.linkButton("Open in console", url)));
        return buttons.isEmpty() ? Optional.empty() : Optional.of(Kit.actions(buttons));
    }

    private static List<List<FullText.Chunk>> pages(List<FullText.Chunk> chunks) {
        List<List<FullText.Chunk>> pages = new ArrayList<>();
        List<FullText.Chunk> page = new ArrayList<>();
        for (FullText.Chunk chunk : chunks) {
            boolean full = page.size() == CHUNKS_PER_PAGE
                    || characters(page) + chunk.text().length() > CHARACTERS_PER_PAGE;
            if (full) {
                pages.add(page);
                page = new ArrayList<>();
            }
            page.add(chunk);
        }
        pages.add(page);
        return pages;
    }

    private static int characters(List<FullText.Chunk> chunks) {
        return chunks.stream().mapToInt(chunk -> chunk.text().length()).sum();
    }
}
