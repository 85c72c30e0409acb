package dev.touchstone.api.golden;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version: what a dataset was at one moment, for ever.
///
/// @param dataset the dataset's name
/// @param number from 1
/// @param root Merkle root (as RFC 6962 builds it) over the sorted hashes of the items, in hex
/// @param rule the rule as it was
/// @param counts what is in it
/// @param restores the version whose items it holds again; null for a fresh one
/// @param erased how many of its items have lost their texts since; what is exported is without them
/// @param createdBy who froze it
/// @param why what for
/// @param createdAt when
public record DatasetVersion(
        String dataset,
        int number,
        String root,
        DatasetRule rule,
        VersionCounts counts,
        @Nullable Integer restores,
        int erased,
        String createdBy,
        @Nullable String why,
        Instant createdAt) {}
