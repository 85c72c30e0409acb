package dev.touchstone.bot.card.review;

import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.TextCut;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All texts of an output in chunks of a block's size.
final class FullText {
    private static final int MOST = 2900;
    private static final int MODEL = 80;

    private final List<Chunk> chunks = new ArrayList<>();

    private FullText() {}

    /// @param title what the chunk is part of; our own words, or escaped
    /// @param text clean, at most a block's size
    /// @param prose shown as prose rather than as code
    record Chunk(String title, String text, boolean prose) {}

    /// @param committee what other models answered, as far as the reader may see it
    /// @return at least one chunk
    static List<Chunk> of(NewOutput body, Doubts doubts, List<CommitteeAnswer> committee) {
        FullText full = new FullText();
        full.add("Query", body.query(), true);
        full.add("Output", AttributeText.whole(body.output()), body.output().isTextual());
        full.add("Attributes", attributes(body, doubts), true);
        committee.forEach(
                answer -> full.add("Answer of " + SlackText.mrkdwnLine(answer.model(), MODEL), answer.answer(), true));
        full.add("System prompt", body.systemPrompt(), true);
        if (full.chunks.isEmpty()) {
            full.chunks.add(new Chunk("Output", "", true));
        }
        return full.chunks;
    }

    private void add(String title, @Nullable String text, boolean prose) {
        String clean = SlackText.clean(text);
        if (SlackText.orElse(clean, "").isEmpty()) {
            return;
        }
        boolean continued = false;
        for (String part : TextCut.split(clean, MOST)) {
            if (!SlackText.orElse(part, "").isEmpty()) {
                chunks.add(new Chunk(continued ? title + ", continued" : title, part, prose));
                continued = true;
            }
        }
    }

    private static String attributes(NewOutput body, Doubts doubts) {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, Attribute> entry : body.attributes().entrySet()) {
            lines.append(entry.getKey())
                    .append(": ")
                    .append(AttributeText.of(entry.getValue().value()));
            Double confidence = entry.getValue().confidence();
            if (confidence != null && !doubts.blind()) {
                lines.append(" (").append(Words.probability(confidence)).append(')');
            }
            @Nullable String doubt = doubts.about(entry.getKey(), entry.getValue());
            lines.append(doubt == null ? "\n" : " ⚠️ doubtful: " + doubt + "\n");
        }
        return lines.toString();
    }
}
