package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.report.Digest;

/// The part of [TouchstoneClient] about weekly digests. It lives as long as its client.
public final class DigestClient {
    private final Transport transport;

    DigestClient(Transport transport) {
        this.transport = transport;
    }

    /// The digest of a week. A week that has not ended is told as far as it has gone.
    ///
    /// @param week such as `2026-W47`
    public Digest digest(PipelineName pipeline, String week) {
        return transport.send(Call.get(path(pipeline, week, "")), Digest.class);
    }

    /// Posts the digest of a week to its channel, unless that was done.
    ///
    /// @return the digest that is posted
    public Digest post(PipelineName pipeline, String week) {
        return transport.send(Call.post(path(pipeline, week, "/post")), Digest.class);
    }

    /// A digest that was written before.
    public Digest digest(String id) {
        return transport.send(Call.get("v1/digests/" + TouchstoneClient.encode(id)), Digest.class);
    }

    /// A chart of a digest, as PNG.
    public byte[] chart(String id, String name) {
        return transport.send(Call.get(
                "v1/digests/" + TouchstoneClient.encode(id) + "/charts/" + TouchstoneClient.encode(name) + ".png"));
    }

    private static String path(PipelineName pipeline, String week, String rest) {
        return "v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/digests/" + TouchstoneClient.encode(week)
                + rest;
    }
}
