package dev.touchstone.api.judge;

import dev.touchstone.api.id.OutputId;

/// The answer to a request for a judgment: it waits its turn.
///
/// @param outputId the output
/// @param delivery the id of the waiting work
public record JudgmentRequest(OutputId outputId, String delivery) {}
