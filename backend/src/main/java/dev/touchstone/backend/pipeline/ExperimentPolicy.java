package dev.touchstone.backend.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import java.util.List;

/// The policy of an experiment: how reviews are done is the pipeline's, and nothing happens by itself. Made of what
/// is kept rather than of what is left out, so that a new kind of rule does not come along unasked.
public final class ExperimentPolicy {
    private static final List<String> KEPT =
            List.of("rubric", "reviewers", "review_sla", "retention", "max_open_cards", "undo_window");
    /// The judge is asked by name and sees no decisions: those on other versions of a case would tell it the answer.
    private static final String NO_CONSEQUENCES =
            "{\"share\": 0, \"disagreement\": false, \"uncertain\": 0, \"examples\": 0}";

    private ExperimentPolicy() {}

    public static Policy of(Policy pipeline) {
        ObjectNode policy = Json.mapper().<ObjectNode>valueToTree(pipeline).retain(KEPT);
        policy.put("audit_rate", 0);
        policy.set("judge", Json.read(NO_CONSEQUENCES, ObjectNode.class));
        return Json.mapper().convertValue(policy, Policy.class);
    }
}
