package dev.touchstone.bot.card.review;

import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.MarkedSources.Marked;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.bot.card.text.SlackText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sources that a decision marked, in a line. Their titles were written by others.
final class MarkedWords {
    private static final int TITLE = 80;

    private MarkedWords() {}

    /// Empty when none was marked.
    static Optional<String> of(@Nullable Decision decision) {
        MarkedSources sources = decision == null ? null : decision.said().sources();
        if (decision == null || sources == null) {
            return Optional.empty();
        }
        String about = RetrievalCause.of(decision.said().reason())
                .map(MarkedWords::about)
                .orElse("source: ");
        List<String> parts = new ArrayList<>();
        if (sources.about() != null) {
            parts.add(about + source(sources.about()));
        }
        if (sources.right() != null) {
            parts.add("the right source: " + source(sources.right()));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of("📄 " + String.join(" · ", parts));
    }

    private static String about(RetrievalCause cause) {
        return switch (cause) {
            case WRONG_SOURCE, STALE_SOURCE -> "the source at fault: ";
            case RIGHT_SOURCE_MISREAD -> "the right source: ";
            case UNSUPPORTED, MISSING_SOURCE -> "source: ";
        };
    }

    private static String source(Marked marked) {
        String title = marked.title() == null ? "" : SlackText.mrkdwnLine(marked.title(), TITLE);
        return marked.number() + (title.isEmpty() ? "" : ". " + title);
    }
}
