package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How a pipeline's outputs fall into strata, and which strata are audited at a rate of their own.
///
/// @param keys the stratum keys that tell strata apart, at most 5; without keys there is one stratum, `all`
/// @param rates own audit rates; where none matches, the policy's audit rate holds
public record Strata(
        @Defaulted("[]") @Limits(maxSize = 5) List<String> keys,
        @Defaulted("[]") List<Rate> rates) {
    /// The name of the only stratum of a pipeline that has no stratum keys.
    public static final String ALL = "all";

    public static final Strata NONE = new Strata(List.of(), List.of());

    public Strata {
        keys = keys == null ? List.of() : List.copyOf(keys);
        rates = rates == null ? List.of() : List.copyOf(rates);
        if (keys.size() > 5) {
            throw new InvalidField("keys", "must be at most 5; every key multiplies the strata");
        }
        keys.forEach(key -> Check.label("keys", key, 60));
        for (Rate rate : rates) {
            for (String key : rate.when().keySet()) {
                if (!keys.contains(key)) {
                    throw new InvalidField("rates", "uses the key '" + key + "', which is not among keys " + keys);
                }
            }
        }
        refuseOverlap(rates);
    }

    /// Two rates that could both hold for one output would leave its inclusion probability to their order.
    private static void refuseOverlap(List<Rate> rates) {
        for (int i = 0; i < rates.size(); i++) {
            for (int j = i + 1; j < rates.size(); j++) {
                if (rates.get(i).overlaps(rates.get(j))) {
                    throw new InvalidField(
                            "rates",
                            "overlap: " + rates.get(i).when() + " and "
                                    + rates.get(j).when()
                                    + " can hold for the same output; give them different values of one key");
                }
            }
        }
    }

    /// An audit rate for the strata where all of `when` holds.
    ///
    /// @param when stratum key to value, at least one
    /// @param rate probability of a random audit, 0 to 1
    public record Rate(
            @Limits(minSize = 1) Map<String, String> when,
            @Limits(min = 0, max = 1) double rate) {
        public Rate {
            if (when == null || when.isEmpty()) {
                throw new InvalidField(
                        "when", "needs at least one key and value; the policy's audit_rate is the default");
            }
            when = java.util.Collections.unmodifiableMap(new TreeMap<>(when));
            Check.probability("rate", rate);
        }

        /// Whether the rate holds for an output with these stratum keys.
        public boolean matches(Map<String, String> stratumKeys) {
            return when.entrySet().stream().allMatch(e -> e.getValue().equals(stratumKeys.get(e.getKey())));
        }

        private boolean overlaps(Rate other) {
            return when.entrySet().stream().allMatch(e -> {
                @Nullable String value = other.when.get(e.getKey());
                return value == null || value.equals(e.getValue());
            });
        }
    }
}
