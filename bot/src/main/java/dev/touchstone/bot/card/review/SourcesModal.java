package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Modals;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.TextCut;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All sources of an output, as much of each as fits. What does not fit is counted, and the API has it.
public final class SourcesModal {
    private static final int MOST_SOURCES = 40;
    private static final int CHARACTERS = 40_000;
    private static final int PER_BLOCK = 2500;

    private SourcesModal() {}

    public static View of(ReviewDetail detail, Links links, ModalState state) {
        @Nullable NewOutput body = detail.output().body();
        if (body == null || !SourceBlocks.any(body) || body.context() == null) {
            return Modals.note(
                    "Sources",
                    "⚠️ No source: the pipeline sent none, or they were removed at the end of their"
                            + " retention period.");
        }
        Context context = body.context();
        List<LayoutBlock> blocks =
                new ArrayList<>(context.text() != null ? text(context.text()) : sources(context.sources()));
        links.review(detail.review())
                .ifPresent(url -> blocks.add(Kit.actions(List.of(Kit.linkButton("Open in console", url)))));
        return Modals.reading(ActionIds.SOURCES_MODAL, "Sources", blocks, state);
    }

    private static List<LayoutBlock> text(String text) {
        String clean = SlackText.clean(text);
        int shown = TextCut.end(clean, 0, CHARACTERS);
        List<LayoutBlock> blocks = new ArrayList<>();
        for (String part : TextCut.split(clean.substring(0, shown), PER_BLOCK)) {
            if (!SlackText.orElse(part, "").isEmpty()) {
                blocks.add(OutputBlocks.block(part, true));
            }
        }
        if (blocks.isEmpty()) {
            blocks.add(Kit.context("⚠️ The context the pipeline sent is blank."));
        }
        if (shown < clean.length()) {
            blocks.add(Kit.context("✂️ The first " + Words.count(shown) + " of " + Words.count(clean.length())
                    + " characters; the API has all."));
        }
        return blocks;
    }

    private static List<LayoutBlock> sources(List<Context.Source> sources) {
        int shown = Math.min(sources.size(), MOST_SOURCES);
        int each = Math.min(PER_BLOCK, CHARACTERS / shown);
        List<LayoutBlock> blocks = new ArrayList<>();
        int cut = 0;
        for (int i = 0; i < shown; i++) {
            Context.Source source = sources.get(i);
            blocks.add(SourceBlocks.source(i + 1, source, each));
            cut += SlackText.clean(source.text()).length() > each ? 1 : 0;
        }
        if (cut > 0) {
            blocks.add(Kit.context("✂️ " + Words.counted(cut, "source is", "sources are") + " cut after "
                    + Words.count(each) + " characters; the API has all."));
        }
        if (shown < sources.size()) {
            blocks.add(Kit.context("✂️ " + Words.counted(sources.size() - shown, "more source", "more sources")
                    + " in the API's answer."));
        }
        return blocks;
    }
}
