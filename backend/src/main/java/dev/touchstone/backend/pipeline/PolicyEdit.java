package dev.touchstone.backend.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// Changes a part of a policy. Through JSON, so that a rule the policy gains later is not lost.
public final class PolicyEdit {
    private PolicyEdit() {}

    /// A policy that differs as told.
    ///
    /// @param change sets fields by their names on the wire
    public static Policy with(Policy policy, Consumer<ObjectNode> change) {
        ObjectNode node = Json.mapper().valueToTree(policy);
        change.accept(node);
        try {
            return Json.mapper().treeToValue(node, Policy.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
