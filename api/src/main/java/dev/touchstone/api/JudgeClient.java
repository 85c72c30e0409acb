package dev.touchstone.api;

import dev.touchstone.api.Transport.Call;
import java.util.List;

/// The part of [TouchstoneClient] that talks to the judge. It lives as long as its client.
public final class JudgeClient {
    private final Transport transport;

    JudgeClient(Transport transport) {
        this.transport = transport;
    }

    /// Asks for a judgment; it waits its turn.
    public JudgmentRequest request(String outputId) {
        return transport.send(
                Call.post("v1/outputs/" + TouchstoneClient.encode(outputId) + "/judgments"), JudgmentRequest.class);
    }

    /// What the judge said of an output.
    public JudgmentList judgments(String outputId) {
        return transport.send(
                Call.get("v1/outputs/" + TouchstoneClient.encode(outputId) + "/judgments"), JudgmentList.class);
    }

    /// Every judge version of a pipeline, newest first.
    public List<JudgeVersion> versions(String pipeline) {
        return transport.list(
                Call.get("v1/pipelines/" + TouchstoneClient.encode(pipeline) + "/judge-versions"), JudgeVersion.class);
    }

    /// Makes a judge version that is shown the latest decisions of people.
    public JudgeVersion renew(String pipeline) {
        return transport.send(
                Call.post("v1/pipelines/" + TouchstoneClient.encode(pipeline) + "/judge-versions:renew"),
                JudgeVersion.class);
    }
}
