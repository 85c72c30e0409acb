package dev.touchstone.lab.flywheel;

import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteReason;

/// A request, what the model answered, and what became of that.
record Handled(IntentRequest request, IntentModel.Answer answer, OutputReceipt receipt) {
    boolean right() {
        return answer.intent().equals(request.intent());
    }

    double confidence() {
        return answer.confidence();
    }

    boolean audited() {
        return receipt.reasons().contains(RouteReason.RANDOM_AUDIT);
    }

    boolean doubtful() {
        return receipt.reasons().contains(RouteReason.LOW_CONFIDENCE);
    }
}
