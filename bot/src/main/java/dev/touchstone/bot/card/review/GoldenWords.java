package dev.touchstone.bot.card.review;

import dev.touchstone.api.review.GoldenFate;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.text.Words;
import java.util.Optional;

/// What became of a decision, in a line: whoever corrects something sees that it is used.
final class GoldenWords {
    private GoldenWords() {}

    /// Empty when nothing did, or it was taken back.
    static Optional<String> of(ReviewDetail detail) {
        return Optional.ofNullable(detail.golden())
                .filter(fate -> !fate.state().equals("retired"))
                .map(GoldenWords::line);
    }

    private static String line(GoldenFate fate) {
        if (fate.conflict() && !fate.negative()) {
            return "🏅 Contradicts another answer to the same question; `/review golden` shows both";
        }
        if (fate.state().equals("proposed")) {
            return "🏅 Proposed; it waits for somebody else in `/review golden`";
        }
        String what = fate.negative() ? "kept as a bad example" : "golden";
        String side = fate.split() == null ? "" : ", " + fate.split();
        String count = fate.items() >= GoldenFate.MOST
                ? Words.count(GoldenFate.MOST) + " items or more"
                : Words.counted(fate.items(), "item", "items");
        return "🏅 " + Words.capital(what) + (fate.held() ? ", on no side" : side) + " · " + count;
    }
}
