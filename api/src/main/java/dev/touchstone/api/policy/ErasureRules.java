package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.util.List;

/// By what outputs are found that must be erased.
///
/// @param subjects keys of the metadata that say whose an output is, at most 5: an index finds theirs within moments.
///     Without them an erasure by metadata looks through every output
public record ErasureRules(
        @Defaulted("[]") @Limits(maxSize = 5) List<String> subjects) {
    /// What a pipeline gets that says nothing.
    public static final ErasureRules DEFAULT = new ErasureRules(List.of());

    @SuppressWarnings({"NullAway", "ConstantValue"}) // Absent fields take their defaults.
    public ErasureRules {
        subjects = subjects == null ? List.of() : List.copyOf(subjects);
        if (subjects.size() > 5) {
            throw new InvalidField("subjects", "must be at most 5 keys, were " + subjects.size());
        }
        subjects.forEach(key -> Check.label("subjects", key, 200));
        if (subjects.stream().distinct().count() < subjects.size()) {
            throw new InvalidField("subjects", "name a key twice");
        }
    }
}
