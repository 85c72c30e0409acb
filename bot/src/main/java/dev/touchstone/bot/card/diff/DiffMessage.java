package dev.touchstone.bot.card.diff;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.RichTextElement;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.review.Outcome;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.Rich;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a correction changed, for the thread of the resolved card: struck out what was, bold what is now; one line
/// for each attribute. Its cost is bounded whatever the texts.
public final class DiffMessage {
    private static final int MOST_ATTRIBUTES = 25;
    private static final int NAME = 60;
    private static final int PER_ATTRIBUTE = 300;
    private static final int TEXT = 2400;
    private static final int BESIDE_ATTRIBUTES = 1200;

    private DiffMessage() {}

    /// Empty when the decision in force carries no correction, or the texts are gone.
    public static Optional<Message> of(ReviewDetail detail) {
        @Nullable Decision decision = detail.review().decision();
        @Nullable NewOutput body = detail.output().body();
        if (decision == null || body == null) {
            return Optional.empty();
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        boolean attributes = !decision.correction().correctedAttributes().isEmpty();
        if (decision.correction().correctedOutput() != null) {
            String before = SlackText.clean(AttributeText.whole(body.output()));
            String after =
                    SlackText.clean(AttributeText.whole(decision.correction().correctedOutput()));
            blocks.add(new Rich()
                    .section(DiffText.of(before, after, attributes ? BESIDE_ATTRIBUTES : TEXT))
                    .block());
        }
        if (attributes) {
            blocks.add(attributes(body, decision, blocks.isEmpty() ? TEXT : BESIDE_ATTRIBUTES));
        }
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        String headline = "✏️ " + SlackText.mention(decision.reviewer()) + " corrected the output";
        blocks.addFirst(Kit.context(headline + ": ~what it said~ and *what it should say*"));
        return Optional.of(new Message(headline, blocks));
    }

    private static LayoutBlock attributes(NewOutput body, Decision decision, int most) {
        List<Outcome.Change> changes =
                Outcome.changes(body, decision.correction().correctedAttributes());
        Rich rich = new Rich();
        int room = most;
        int shown = 0;
        while (shown < Math.min(changes.size(), MOST_ATTRIBUTES) && room > 0) {
            List<RichTextElement> line = line(changes.get(shown), Math.min(room, PER_ATTRIBUTE));
            room -= NAME + DiffText.length(line);
            rich.section(line);
            shown++;
        }
        if (shown < changes.size()) {
            rich.section(
                    Rich.italic("and " + Words.counted(changes.size() - shown, "more attribute", "more attributes")));
        }
        return rich.block();
    }

    private static List<RichTextElement> line(Outcome.Change change, int most) {
        String name = SlackText.orElse(SlackText.plainLine(change.name(), NAME), "(unnamed)");
        List<RichTextElement> line = new ArrayList<>();
        line.add(Rich.text(name + ": "));
        line.addAll(DiffText.of(
                SlackText.clean(AttributeText.of(change.before())),
                SlackText.clean(AttributeText.of(change.after())),
                most));
        return line;
    }
}
