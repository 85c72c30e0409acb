package dev.touchstone.api;

/// The answer of the health checks.
///
/// @param status `ok`; anything else comes as a problem
public record Health(String status) {}
