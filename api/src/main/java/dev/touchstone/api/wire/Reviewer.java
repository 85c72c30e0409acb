package dev.touchstone.api.wire;

import dev.touchstone.api.id.ReviewerId;
import org.jspecify.annotations.Nullable;

/// A person who reviews.
///
/// @param id stable id, such as `slack:U0123` or an e-mail address
/// @param name how to call them; null when unknown
public record Reviewer(
        @Limits(minSize = 1, maxSize = 100) ReviewerId id,
        @Limits(minSize = 1, maxSize = 100) @Nullable String name) {
    public Reviewer {
        Check.label("id", id.value(), 100);
        Check.optionalLabel("name", name, 100);
    }

    public static Reviewer of(ReviewerId id) {
        return new Reviewer(id, null);
    }

    /// The name if there is one, else the id.
    public String displayName() {
        return name != null ? name : id.value();
    }
}
