package dev.touchstone.backend.routing;

import dev.touchstone.api.policy.Strata;
import java.util.Map;
import java.util.stream.Collectors;

/// Names the stratum an output falls into: `category=refunds,language=de`, in the order of the policy's keys, or
/// [Strata#ALL] without keys. A key the output does not carry has the value `-`.
public final class Stratum {
    private Stratum() {}

    public static String of(Strata strata, Map<String, String> stratumKeys) {
        if (strata.keys().isEmpty()) {
            return Strata.ALL;
        }
        return strata.keys().stream()
                .map(key -> key + "=" + escape(stratumKeys.getOrDefault(key, "-")))
                .collect(Collectors.joining(","));
    }

    /// So that no value can pass for a separator and merge two strata.
    private static String escape(String value) {
        return value.replace("%", "%25").replace(",", "%2C").replace("=", "%3D");
    }
}
