package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.LINKS;
import static dev.touchstone.bot.card.Details.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.bot.card.review.ReviewCard;
import org.junit.jupiter.api.Test;

/// What no card shows, the reviewer is told of.
class HiddenNoteTest {
    @Test
    void hiddenCharactersAreCountedWhereTheyAre() {
        NewOutput body = NewOutput.text("p", "1", "pay\u200B now \u202Eevil\u202C")
                .query("a\u0007?")
                .attribute("to\u2066tal", TextNode.valueOf("1\uFEFF2"), null)
                .build();

        assertThat(card(body))
                .contains("Hidden characters")
                .contains("1 in the query, 3 in the output, 2 in the attributes");
    }

    @Test
    void whatShowsIsNotSpokenOf() {
        NewOutput body = NewOutput.text("p", "1", "👨\u200D👩\u200D👧 क्\u200Dष\r\nnext\tline")
                .query("naïve?")
                .build();

        assertThat(card(body)).doesNotContain("Hidden characters");
    }

    private static String card(NewOutput body) {
        return BlockLimits.json(ReviewCard.of(Details.of(body).build(), LINKS, NOW))
                .toString();
    }
}
