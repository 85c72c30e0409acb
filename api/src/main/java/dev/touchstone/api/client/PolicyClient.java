package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.PolicyPreview;
import dev.touchstone.api.policy.PolicyVersion;
import dev.touchstone.api.wire.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of [TouchstoneClient] about a pipeline's policy over time. It lives as long as its client.
public final class PolicyClient {
    private final Transport transport;

    PolicyClient(Transport transport) {
        this.transport = transport;
    }

    /// Every version, the one in force first.
    public Page<PolicyVersion> versions(PipelineName pipeline, @Nullable String cursor, int limit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("cursor", cursor);
        values.put("limit", limit);
        return transport.page(
                Call.get(path(pipeline) + "/policy-versions" + TouchstoneClient.query(values)), PolicyVersion.class);
    }

    /// What another policy would have done with the outputs of the last days. It changes nothing.
    ///
    /// @param days 1 to 28
    public PolicyPreview preview(PipelineName pipeline, Policy policy, int days) {
        return transport.send(
                Call.json("POST", path(pipeline) + "/policy:preview?days=" + days, policy), PolicyPreview.class);
    }

    /// Puts a new version into force.
    ///
    /// @param expectedVersion refused unless this one is in force
    /// @param why in the person's words, at most 300 characters; null for nothing
    public Pipeline put(PipelineName pipeline, Policy policy, int expectedVersion, @Nullable String why) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("expected_version", expectedVersion);
        values.put("why", why);
        return transport.send(
                Call.json("PUT", path(pipeline) + TouchstoneClient.query(values), policy), Pipeline.class);
    }

    private static String path(PipelineName pipeline) {
        return "v1/pipelines/" + TouchstoneClient.encode(pipeline.value());
    }
}
