package dev.touchstone.bot.card.review;

import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.bot.card.kit.Kit;
import dev.touchstone.bot.card.text.AttributeText;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.ArrayList;
import java.util.List;

/// Tells a reviewer that a text has characters that no card shows: zero-width ones, those that turn the direction of
/// text, and control characters. They can hide words from people that a program reads.
public final class HiddenNote {
    private HiddenNote() {}

    /// Empty when everything shows.
    public static List<LayoutBlock> of(NewOutput body) {
        List<String> places = new ArrayList<>();
        add("query", body.query() == null ? 0 : SlackText.hidden(body.query().text()), places);
        add("output", SlackText.hidden(AttributeText.whole(body.output())), places);
        add(
                "attributes",
                body.attributes().entrySet().stream()
                        .mapToInt(entry -> SlackText.hidden(entry.getKey())
                                + SlackText.hidden(
                                        AttributeText.of(entry.getValue().value())))
                        .sum(),
                places);
        return places.isEmpty()
                ? List.of()
                : List.of(Kit.context("🫥 *Hidden characters* (zero-width, text direction or control): "
                        + String.join(", ", places)
                        + ". They are not shown here, and a text that you correct loses them."));
    }

    private static void add(String where, int count, List<String> places) {
        if (count > 0) {
            places.add(Words.count(count) + " in the " + where);
        }
    }
}
