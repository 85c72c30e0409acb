package dev.touchstone.api.delivery;

/// What a notice tells the people who run a pipeline.
///
/// @param text plain text, at most 3,000 characters
public record Notice(String text) {}
