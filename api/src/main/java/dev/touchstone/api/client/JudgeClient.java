package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.CommitteeCase;
import dev.touchstone.api.judge.JudgeReleaseStatus;
import dev.touchstone.api.judge.JudgeVersion;
import dev.touchstone.api.judge.JudgmentBatch;
import dev.touchstone.api.judge.JudgmentList;
import dev.touchstone.api.judge.JudgmentRequest;
import dev.touchstone.api.judge.NewJudgmentBatch;
import dev.touchstone.api.judge.SelfCheckStatus;
import java.util.List;

/// The part of [TouchstoneClient] that talks to the judge and to committees. It lives as long as its client.
public final class JudgeClient {
    private final Transport transport;

    JudgeClient(Transport transport) {
        this.transport = transport;
    }

    /// Asks for a judgment; it waits its turn.
    public JudgmentRequest request(OutputId outputId) {
        return transport.send(
                Call.post("v1/outputs/" + TouchstoneClient.encode(outputId.value()) + "/judgments"),
                JudgmentRequest.class);
    }

    /// What the judge said of an output.
    public JudgmentList judgments(OutputId outputId) {
        return transport.send(
                Call.get("v1/outputs/" + TouchstoneClient.encode(outputId.value()) + "/judgments"), JudgmentList.class);
    }

    /// Every judge version of a pipeline, newest first.
    public List<JudgeVersion> versions(PipelineName pipeline) {
        return transport.list(
                Call.get("v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/judge-versions"),
                JudgeVersion.class);
    }

    /// Makes a judge version that is shown the latest decisions of people.
    public JudgeVersion renew(PipelineName pipeline) {
        return transport.send(
                Call.post("v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/judge-versions:renew"),
                JudgeVersion.class);
    }

    /// Whether the judge releases outputs, and on what grounds.
    public JudgeReleaseStatus release(PipelineName pipeline) {
        return transport.send(Call.get(releasePath(pipeline)), JudgeReleaseStatus.class);
    }

    /// Asks for a certificate, which spends a part of the error budget whatever comes of it.
    public JudgeReleaseStatus certifyRelease(PipelineName pipeline) {
        return transport.send(Call.post(releasePath(pipeline) + ":certify"), JudgeReleaseStatus.class);
    }

    /// Ends the releasing until the next certificate.
    public JudgeReleaseStatus withdrawRelease(PipelineName pipeline) {
        return transport.send(Call.post(releasePath(pipeline) + ":withdraw"), JudgeReleaseStatus.class);
    }

    /// How far the checks of a pipeline are, and whether they route.
    public SelfCheckStatus selfCheck(PipelineName pipeline) {
        return transport.send(
                Call.get("v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/self-check"),
                SelfCheckStatus.class);
    }

    /// Puts an output to the committee of its pipeline, once.
    public CommitteeCase requestCommittee(OutputId outputId) {
        return transport.send(Call.post(committeePath(outputId)), CommitteeCase.class);
    }

    /// What a committee said of an output.
    public CommitteeCase committee(OutputId outputId) {
        return transport.send(Call.get(committeePath(outputId)), CommitteeCase.class);
    }

    private static String committeePath(OutputId outputId) {
        return "v1/outputs/" + TouchstoneClient.encode(outputId.value()) + "/committee";
    }

    /// Has outputs of a past window judged as one job, which takes hours and costs less.
    public JudgmentBatch batch(PipelineName pipeline, NewJudgmentBatch wanted) {
        return transport.send(
                Call.json(
                        "POST",
                        "v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/judgments:batch",
                        wanted),
                JudgmentBatch.class);
    }

    /// Such jobs of a pipeline, newest first.
    public List<JudgmentBatch> batches(PipelineName pipeline) {
        return transport.list(
                Call.get("v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/judgment-batches"),
                JudgmentBatch.class);
    }

    private static String releasePath(PipelineName pipeline) {
        return "v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/judge-release";
    }
}
