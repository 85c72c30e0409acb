package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.sampling.BudgetStatus;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.api.sampling.SampleMember;
import dev.touchstone.api.wire.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Samples of past windows, and reviewer budgets. As [TouchstoneClient].
public final class SampleClient {
    private final Transport transport;

    SampleClient(Transport transport) {
        this.transport = transport;
    }

    /// Samples of a pipeline, newest first; null lists every pipeline's that the key sees.
    public Page<Sample> samples(@Nullable PipelineName pipeline, @Nullable String cursor, int limit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("pipeline", pipeline);
        values.put("cursor", cursor);
        values.put("limit", limit);
        return transport.page(Call.get("v1/samples" + TouchstoneClient.query(values)), Sample.class);
    }

    public SampleDetail sample(String id) {
        return transport.send(Call.get("v1/samples/" + TouchstoneClient.encode(id)), SampleDetail.class);
    }

    /// Who is in a sample, in order of output id.
    public Page<SampleMember> sampleMembers(String id, @Nullable String cursor, int limit) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("cursor", cursor);
        values.put("limit", limit);
        return transport.page(
                Call.get("v1/samples/" + TouchstoneClient.encode(id) + "/members" + TouchstoneClient.query(values)),
                SampleMember.class);
    }

    /// Draws a sample of a past window and opens its reviews.
    public SampleDetail draw(NewSample sample) {
        return draw(sample, UUID.randomUUID().toString());
    }

    /// @param idempotencyKey the same key again gets the same sample, also from another process
    public SampleDetail draw(NewSample sample, String idempotencyKey) {
        return transport.send(Call.json("POST", "v1/samples", sample).withKey(idempotencyKey), SampleDetail.class);
    }

    /// How a pipeline's reviewer budget is spent.
    public BudgetStatus budget(PipelineName pipeline) {
        return transport.send(
                Call.get("v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/budget"), BudgetStatus.class);
    }
}
