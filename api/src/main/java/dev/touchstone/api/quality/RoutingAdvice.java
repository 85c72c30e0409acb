package dev.touchstone.api.quality;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which variant should answer which topic, from audits alone. Among variants that are equally good, the
/// chance of ever being told to switch is at most 5 %, however often one asks and however many topics there
/// are, until topics are learned anew.
///
/// @param from where the period begins; it stays while the topics do
/// @param to where it ends
/// @param topicVersion how queries are told apart; null while all are one topic
/// @param topics the largest first
/// @param notes what a reader must know
public record RoutingAdvice(
        PipelineName pipeline,
        Instant from,
        Instant to,
        @Nullable Integer topicVersion,
        List<TopicAdvice> topics,
        List<String> notes) {
    public RoutingAdvice {
        topics = List.copyOf(topics);
        notes = List.copyOf(notes);
    }

    /// What can be said of a topic.
    public enum RoutingMove {
        /// Another variant errs less often than the one that answers most.
        SWITCH,
        /// Every other variant errs more often.
        KEEP,
        /// There are too few audits of both.
        NOT_YET,
        /// Others have answered, but never in the same week: what differs may be the week.
        NO_OVERLAP,
        /// Nothing else has answered.
        ONE_VARIANT;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What answers: a model under a prompt version.
    public record Variant(String model, String promptVersion) {}

    /// @param topic its name, of its own words
    /// @param words that tell it from the others
    /// @param audits decided audits of it
    /// @param move what to do
    /// @param to the variant to switch to; null unless that is the move
    /// @param moreReviews how many more reviews of the variant that has fewer it takes until there is more to
    ///     say; null where no number of them helps
    /// @param advice the same in words
    /// @param variants what has answered, the one that answers most first
    public record TopicAdvice(
            String topic,
            List<String> words,
            long audits,
            RoutingMove move,
            @Nullable Variant to,
            @Nullable Integer moreReviews,
            String advice,
            List<VariantError> variants) {
        public TopicAdvice {
            words = List.copyOf(words);
            variants = List.copyOf(variants);
        }
    }

    /// @param error share of its audited answers that was wrong, in all weeks; null without a decided one
    /// @param compared what the comparison with the first variant rests on; null for that one itself
    public record VariantError(
            Variant variant,
            @Nullable Share error,
            @Nullable Compared compared) {}

    /// Two variants in the weeks in which both answered.
    ///
    /// @param current decided audits of the variant that answers most
    /// @param other of the other one
    /// @param difference error rate of the other less that of the current one, with a 95 % interval as of
    ///     now; null without any. The advice does not go by it: it would be wrong too often if one looked
    ///     every week
    /// @param lookedAt how many of each the latest test saw; null before the first
    public record Compared(
            long current,
            long other,
            @Nullable Range difference,
            @Nullable Integer lookedAt) {}
}
