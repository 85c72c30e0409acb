package dev.touchstone.bot.card.kit;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.InvalidField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the value of a feedback button says: which way the thumb points, and about which output. An assistant
/// that lives in Slack under our app writes it: `up:support-bot:answer-1`.
///
/// @param up whether the answer was good
/// @param externalId the id that the pipeline gave the output
public record FeedbackRef(boolean up, PipelineName pipeline, String externalId) {
    private static final int MOST_ID = 200;

    /// Empty for anything else; the external id may hold colons.
    public static Optional<FeedbackRef> parse(@Nullable String value) {
        String[] parts = value == null ? new String[0] : value.split(":", 3);
        boolean known = parts.length == 3 && (parts[0].equals("up") || parts[0].equals("down"));
        if (!known || parts[2].isEmpty() || parts[2].length() > MOST_ID) {
            return Optional.empty();
        }
        try {
            Check.name("pipeline", parts[1]);
        } catch (InvalidField e) {
            return Optional.empty();
        }
        return Optional.of(new FeedbackRef(parts[0].equals("up"), new PipelineName(parts[1]), parts[2]));
    }
}
