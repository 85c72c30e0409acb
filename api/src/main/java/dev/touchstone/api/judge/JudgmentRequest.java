package dev.touchstone.api.judge;

/// The answer to a request for a judgment: it waits its turn.
///
/// @param outputId the output
/// @param delivery the id of the waiting work
public record JudgmentRequest(String outputId, String delivery) {}
