package dev.touchstone.api.ledger;

import java.time.Instant;

/// One entry of the ledger, without what it changed.
///
/// @param seq its number, from 1 without gaps
/// @param actor who: a person, a key's id, `config`, `schedule` or another part of the server
/// @param action what was done, such as `review.decided`
/// @param subject to what
public record LedgerLine(long seq, Instant at, String actor, String action, String subject) {}
