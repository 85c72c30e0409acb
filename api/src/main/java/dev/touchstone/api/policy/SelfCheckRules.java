package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Gives outputs that came without a confidence one: a model is asked whether they follow from query and sources,
/// and how sure it is.
///
/// @param model the name of a model of the committee's configuration; null for the judge's
/// @param of what is asked about; default `output`
/// @param waitAtMost how long an output waits for it, 1s to 1h; then it is treated as one without a confidence. Default
/// 30s
/// @param votes how often an endpoint is asked that gives no probabilities, 2 to 20; default 5
public record SelfCheckRules(
        @Limits(minSize = 1, maxSize = 100) @Nullable String model,
        @Defaulted("output") Of of,
        @Defaulted("30s") Duration waitAtMost,
        @Defaulted("5") @Limits(min = 2, max = 20) Integer votes) {
    private static final Duration LONGEST = Duration.ofHours(1);

    public SelfCheckRules {
        Check.optionalLabel("model", model, 100);
        of = of == null ? Of.OUTPUT : of;
        waitAtMost = waitAtMost == null ? Duration.ofSeconds(30) : waitAtMost;
        if (waitAtMost.compareTo(Duration.ofSeconds(1)) < 0 || waitAtMost.compareTo(LONGEST) > 0) {
            throw new InvalidField("wait_at_most", "must be from 1s to 1h, was " + HumanDurations.format(waitAtMost));
        }
        votes = votes == null ? 5 : votes;
        if (votes < 2 || votes > 20) {
            throw new InvalidField("votes", "must be from 2 to 20, was " + votes);
        }
    }

    /// What a check asks about.
    public enum Of {
        /// The whole output.
        OUTPUT,
        /// Each attribute, one question each; the lowest score is the output's.
        ATTRIBUTES;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
