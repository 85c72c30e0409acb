package dev.touchstone.backend.experiment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody found of one version's output to one case.
///
/// @param caseId which case; a version has one output to each at most
/// @param approved whether it could go out as it is; null while nobody has said
/// @param attributes whether each was right, by name
public record CaseFinding(
        String caseId, String version, @Nullable Boolean approved, Map<String, Boolean> attributes) {
    public CaseFinding {
        attributes = Map.copyOf(attributes);
    }

    boolean decided() {
        return approved != null;
    }

    long right() {
        return attributes.values().stream().filter(found -> found).count();
    }
}
