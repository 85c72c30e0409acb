package dev.touchstone.api;

/// What a notice tells the people who run a pipeline.
///
/// @param text plain text, at most 3,000 characters
public record Notice(String text) {}
