package dev.touchstone.api.ledger;

import org.jspecify.annotations.Nullable;

/// What a check of the whole ledger found.
///
/// @param intact whether every entry follows from the one before and the rows they speak of are what they were
/// @param entries how many were read
/// @param brokenAt the number of the first entry that is wrong; null while none is
/// @param words the same in a sentence
public record LedgerCheck(
        boolean intact, long entries, @Nullable Long brokenAt, String words) {}
