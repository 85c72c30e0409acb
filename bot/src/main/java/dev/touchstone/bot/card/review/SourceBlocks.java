package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.RichTextElement;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.text.Rich;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.TextCut;
import dev.touchstone.bot.card.text.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the model was given to answer from. A source is never linked under its own title, since a title can claim
/// to be anybody; the link shows the host.
final class SourceBlocks {
    private static final int ON_CARD = 3;
    private static final int EXCERPT = 300;
    private static final int CONTEXT_EXCERPT = 600;
    private static final int TITLE = 120;

    private SourceBlocks() {}

    static List<LayoutBlock> onCard(NewOutput body, ReviewRef ref) {
        @Nullable Context context = body.context();
        if (context == null || context.text() == null && context.sources().isEmpty()) {
            return List.of(Kit.context(
                    "⚠️ No source: the pipeline sent none, so this can only be checked against what you" + " know."));
        }
        if (context.text() != null) {
            return text(context.text(), ref);
        }
        return sources(context.sources(), ref);
    }

    static boolean any(NewOutput body) {
        @Nullable Context context = body.context();
        return context != null && (context.text() != null || !context.sources().isEmpty());
    }

    private static List<LayoutBlock> text(String text, ReviewRef ref) {
        String clean = SlackText.clean(text);
        if (SlackText.orElse(clean, "").isEmpty()) {
            return List.of(Kit.context("⚠️ No source: the context the pipeline sent is blank."));
        }
        String shown = TextCut.cut(clean, CONTEXT_EXCERPT);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(new Rich().section(Rich.bold("Context")).quote(shown).block());
        if (shown.length() < clean.length()) {
            blocks.add(more(
                    "The first " + Words.count(shown.length()) + " of " + Words.count(clean.length()) + " characters",
                    ref));
        }
        return blocks;
    }

    private static List<LayoutBlock> sources(List<Context.Source> sources, ReviewRef ref) {
        List<LayoutBlock> blocks = new ArrayList<>();
        boolean cut = false;
        for (int i = 0; i < Math.min(ON_CARD, sources.size()); i++) {
            blocks.add(source(i + 1, sources.get(i), EXCERPT));
            cut |= SlackText.clean(sources.get(i).text()).length() > EXCERPT;
        }
        int rest = sources.size() - ON_CARD;
        if (rest > 0) {
            blocks.add(more(Words.counted(rest, "more source", "more sources"), ref));
        } else if (cut) {
            blocks.add(more("Long sources are cut", ref));
        }
        return blocks;
    }

    private static LayoutBlock more(String what, ReviewRef ref) {
        return Kit.section("📄 " + what, Kit.button(ActionIds.SHOW_SOURCES, "Show sources", ref.format()));
    }

    /// One source: number, title, score, where it is, and its text.
    static RichTextBlock source(int number, Context.Source source, int max) {
        List<RichTextElement> line = new ArrayList<>();
        String title = SlackText.orElse(SlackText.plainLine(source.title(), TITLE), "untitled source");
        line.add(Rich.bold(number + ". " + title));
        if (source.score() != null) {
            line.add(Rich.text(" · score " + score(source.score())));
        }
        Optional<String> url = Links.safe(source.url());
        if (url.isPresent()) {
            line.add(Rich.text(" · "));
            line.add(Rich.link(url.get(), Links.host(url.get())));
        } else if (source.url() != null) {
            line.add(Rich.text(" · " + SlackText.plainLine(source.url(), TITLE)));
        }
        String text = SlackText.plain(source.text(), max);
        Rich rich = new Rich().section(line);
        return SlackText.orElse(text, "").isEmpty()
                ? rich.section(Rich.italic("no text given")).block()
                : rich.quote(text).block();
    }

    /// Retrievers score in units of their own; three digits tell them apart.
    private static String score(double score) {
        double size = Math.abs(score);
        return size != 0 && (size < 0.001 || size >= 1e6)
                ? String.format(Locale.ROOT, "%.2e", score)
                : BigDecimal.valueOf(score)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
