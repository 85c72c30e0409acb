package dev.touchstone.backend.keys;

/// Calls of one caller that were refused for one reason within a minute.
///
/// @param minuteMs when the minute began
/// @param actor the key's id, the address of a caller without one, or `others`
/// @param operation what was asked for; `*` for several
/// @param why in a few words
/// @param calls how many, at least 1
public record RefusedCall(long minuteMs, String actor, String operation, String why, long calls) {}
