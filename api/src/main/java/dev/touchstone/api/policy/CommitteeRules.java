package dev.touchstone.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.List;
import java.util.Locale;

/// Several models that are asked the same as the pipeline's own.
///
/// @param models names of 1 to 5 models of the configuration
/// @param share the probability with which any output is held against them, 0 to 1; default 0.05. It cuts the same
///     sampling key as the random audit
/// @param measure how answers are compared; default `exact`
/// @param raise how many of the answers must differ from the pipeline's for a review; default `any`
public record CommitteeRules(
        @Limits(minSize = 1, maxSize = 5) List<String> models,
        @Defaulted("0.05") @Limits(min = 0, max = 1) Double share,
        @Defaulted("exact") Measure measure,
        @Defaulted("any") Raise raise) {
    public CommitteeRules {
        models = models == null ? List.of() : List.copyOf(models);
        if (models.isEmpty() || models.size() > 5) {
            throw new InvalidField("models", "must name 1 to 5 models, were " + models.size());
        }
        models.forEach(model -> Check.label("models", model, 100));
        share = share == null ? 0.05 : share;
        Check.probability("share", share);
        measure = measure == null ? Measure.EXACT : measure;
        raise = raise == null ? Raise.ANY : raise;
    }

    /// Rules under which any answer that differs asks for a review.
    public CommitteeRules(List<String> models, Double share, Measure measure) {
        this(models, share, measure, Raise.ANY);
    }

    /// How many answers must differ.
    public enum Raise {
        /// One.
        ANY,
        /// More than half of those that arrived.
        MAJORITY;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How two answers are compared.
    public enum Measure {
        /// Equal but for case, punctuation and white space.
        EXACT,
        /// JSON answers, attribute by attribute.
        ATTRIBUTES,
        /// The judge says whether they mean the same.
        JUDGED;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
