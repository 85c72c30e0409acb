package dev.touchstone.api.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of a pipeline's policy; it never changes.
///
/// @param version counts up from 1
/// @param createdAt when it came into force
/// @param createdBy who put it into force: a person, a key's id, `config` for the declarative file, or `alarm:` and the
///     id of an alarm
/// @param why in their words; null when they did not say
/// @param policy the rules
public record PolicyVersion(
        int version,
        Instant createdAt,
        String createdBy,
        @Nullable String why,
        Policy policy) {}
