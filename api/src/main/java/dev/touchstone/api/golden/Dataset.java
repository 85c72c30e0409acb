package dev.touchstone.api.golden;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A dataset: a rule over items, and the versions frozen of it.
///
/// @param name unique within an installation
/// @param rule which items it is made of
/// @param latestVersion the newest version's number; null while there is none
/// @param changedBy who changed the rule last
/// @param changedAt when
public record Dataset(
        String name, DatasetRule rule, @Nullable Integer latestVersion, String changedBy, Instant changedAt) {}
