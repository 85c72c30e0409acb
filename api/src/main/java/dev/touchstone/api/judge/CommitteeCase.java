package dev.touchstone.api.judge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.policy.CommitteeRules;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One output that was put to a committee.
///
/// @param withheld whether the answers are not shown, because the output is under a blind review
/// @param pi the probability, over the sampling key, with which it was put to the committee; 0 when somebody asked
/// @param answers those that have arrived, and failures, by name of the model; empty while withheld
/// @param cost of all calls, in the unit of the price tables
public record CommitteeCase(
        OutputId outputId,
        boolean withheld,
        State state,
        CommitteeRules.Measure measure,
        double pi,
        List<CommitteeAnswer> answers,
        double cost,
        @JsonUnwrapped Times times) {
    /// When it was asked and settled.
    ///
    /// @param decideBy when the answers present decide without the others
    /// @param settledAt null while answers are waited for
    public record Times(
            Instant askedAt, Instant decideBy, @Nullable Instant settledAt) {}

    public CommitteeCase {
        answers = List.copyOf(answers);
    }

    /// How far it is.
    public enum State {
        /// Answers are waited for.
        WAITING,
        /// Too few answers differ for a review.
        AGREES,
        /// Enough differ: the output was sent to review, unless people look at it already.
        DISAGREES,
        /// No answer arrived that could be compared.
        UNDECIDED;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
