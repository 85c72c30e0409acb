package dev.touchstone.api.golden;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.DecisionAction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where an item comes from.
///
/// @param source the output; null for what was imported
/// @param decided the verdict; null for what was imported
/// @param chosen why just this output was before a person: what was chosen for its doubt is no fair sample
public record GoldenLineage(
        @Nullable Source source, @Nullable Decided decided, Chosen chosen) {

    /// The output.
    ///
    /// @param outputId the output
    /// @param externalId the pipeline's id of it
    /// @param model the model that produced it
    /// @param promptVersion the prompt version that produced it
    public record Source(
            OutputId outputId,
            String externalId,
            @Nullable String model,
            @Nullable String promptVersion) {}

    /// The verdict.
    ///
    /// @param reviewId the review
    /// @param decisionId the decision
    /// @param action what was decided
    /// @param reviewers who has given this answer to this input, whoever decided last first
    /// @param agreement how many people that are
    /// @param decidedAt when
    public record Decided(
            ReviewId reviewId,
            String decisionId,
            DecisionAction action,
            List<ReviewerId> reviewers,
            int agreement,
            Instant decidedAt) {
        public Decided {
            reviewers = List.copyOf(reviewers);
        }
    }

    /// How it was chosen.
    ///
    /// @param by whether chance alone chose it
    /// @param reasons why it was reviewed
    /// @param auditRate the probability of the random audit, 0 to 1; null for what was imported
    /// @param pi the probability that it would be reviewed whatever its content, 0 to 1; null for what was imported
    public record Chosen(
            By by,
            List<RouteReason> reasons,
            @Nullable Double auditRate,
            @Nullable Double pi) {
        public Chosen {
            reasons = List.copyOf(reasons);
        }
    }

    /// What chose it.
    public enum By {
        /// The random audit: a fair sample of all outputs.
        RANDOM_AUDIT,
        /// A rule, such as a low confidence.
        RULE,
        /// Whoever imported it.
        IMPORT;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
