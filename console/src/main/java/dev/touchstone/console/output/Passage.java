package dev.touchstone.console.output;

import org.jspecify.annotations.Nullable;

/// A piece of text with what stands above it.
///
/// @param url where it can be read in whole, http or https; null for nowhere
public record Passage(String title, String text, @Nullable String url) {}
