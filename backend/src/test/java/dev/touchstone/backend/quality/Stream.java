package dev.touchstone.backend.quality;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.Workbench;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A pipeline's traffic and its reviewer, as tests need them.
final class Stream {
    private static final Reviewer ALICE = new Reviewer(new ReviewerId("U-alice"), "Alice");

    private Stream() {}

    static OutputReceipt post(Workbench bench, PipelineName pipeline, int number, @Nullable Double confidence) {
        NewOutput.Builder output = NewOutput.text(pipeline.value(), "out-" + number, "an answer")
                .model("m1")
                .promptVersion("p1");
        if (confidence != null) {
            output.confidence(confidence);
        }
        return bench.post(output.build());
    }

    static void decide(Workbench bench, @Nullable ReviewId review, DecisionAction action) {
        bench.decisions.decide(new ReviewId(String.valueOf(review)), decision(action), null);
    }

    static NewDecision decision(DecisionAction action) {
        return new NewDecision(
                ALICE,
                action,
                0,
                action == DecisionAction.EDIT
                        ? com.fasterxml.jackson.databind.node.TextNode.valueOf("a better answer")
                        : null,
                Map.of(),
                action == DecisionAction.REJECT ? "wrong" : null,
                Map.of(),
                Map.of(),
                null,
                40.0,
                true);
    }
}
