package dev.touchstone.api.policy;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Limits;
import org.jspecify.annotations.Nullable;

/// Who hears when routing advice changes.
///
/// @param callbackUrl called with `advice.changed`; null for nobody
public record AdviceRules(
        @Limits(maxSize = 2000, pattern = Check.URL_PATTERN) @Nullable
        String callbackUrl) {
    public AdviceRules {
        Check.url("callback_url", callbackUrl);
    }
}
