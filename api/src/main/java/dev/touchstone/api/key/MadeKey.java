package dev.touchstone.api.key;

/// A new key with its token, which is told this once and stored nowhere.
public record MadeKey(StoredKey key, String token) {}
