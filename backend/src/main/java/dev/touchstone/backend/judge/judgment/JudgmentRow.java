package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeReason;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.judge.Judgment;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.output.OutputRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A judgment with the facts of its output that reports
/// need.
///
/// @param truncated whether the judge was shown the head and the tail of a text only
public record JudgmentRow(
        String id,
        OutputId outputId,
        String versionId,
        PipelineName pipeline,
        @Nested About about,
        @Nested Draw draw,
        @Nested Answer answer,
        @Nested Effort effort,
        boolean truncated) {
    /// The facts of the output.
    public record About(long hour, int policyVersion, String stratum, String model, String promptVersion) {}

    /// Why the judge saw it.
    ///
    /// @param pi the probability, over the sampling key, that the judge would see the output; 0 when it was
    ///     only asked for
    public record Draw(double u, double pi, String reasons) {}

    /// What it said; the score from 0 to 1.
    ///
    /// @param detail an [JudgeAnswer.Detail] as JSON; null without a verdict
    /// @param failure the cause; null with a verdict
    public record Answer(
            @Nullable String verdict,
            @Nullable Double score,
            @Nullable String detail,
            @Nullable String failure) {}

    /// What that took, of all attempts; the latency is that of the last, in milliseconds.
    ///
    /// @param tokensEstimated whether tokens of any attempt were counted from the text
    /// @param costMicros millionths of the price table's unit
    public record Effort(
            int attempts,
            long inputTokens,
            long outputTokens,
            boolean tokensEstimated,
            long costMicros,
            long latencyMs,
            long judgedAtMs) {}

    public static final double MICROS = 1e6;

    /// What one call brought.
    ///
    /// @param truncated whether the question holds the head and the tail of a text only
    public record Call(Reply.Usage usage, long costMicros, long latencyMs, long endedAtMs, boolean truncated) {}

    public static JudgmentRow answered(
            String id, OutputRow output, JudgeWork work, String version, JudgeAnswer answer, Call call) {
        return of(id, output, work, version, answer, null, call);
    }

    public static JudgmentRow failed(
            String id, OutputRow output, JudgeWork work, String version, ModelFault fault, Call call) {
        return of(id, output, work, version, null, fault, call);
    }

    private static JudgmentRow of(
            String id,
            OutputRow output,
            JudgeWork work,
            String version,
            @Nullable JudgeAnswer answer,
            @Nullable ModelFault fault,
            Call call) {
        return new JudgmentRow(
                id,
                output.id(),
                version,
                output.pipeline(),
                new About(
                        output.facts().hour(),
                        output.facts().policyVersion(),
                        output.facts().stratum(),
                        output.facts().model(),
                        output.facts().promptVersion()),
                new Draw(output.draw().u(), work.pi(), work.reasonNames()),
                new Answer(
                        answer == null ? null : answer.verdict().wire(),
                        answer == null ? null : answer.score(),
                        answer == null ? null : Json.write(answer.detail()),
                        fault == null ? null : fault.wire()),
                new Effort(
                        1,
                        call.usage().input(),
                        call.usage().output(),
                        call.usage().estimated(),
                        call.costMicros(),
                        call.latencyMs(),
                        call.endedAtMs()),
                call.truncated());
    }

    public Judgment wire(String judgeModel) {
        JudgeAnswer.Detail more = answer.detail() == null ? null : Json.read(answer.detail(), JudgeAnswer.Detail.class);
        return new Judgment(
                id,
                pipeline,
                outputId,
                new Judgment.By(versionId, judgeModel),
                reasonList(),
                new Judgment.Said(
                        answer.verdict() == null ? null : WireEnum.read(JudgeVerdict.class, answer.verdict()),
                        answer.score(),
                        more == null ? null : more.rationale(),
                        more == null ? java.util.Map.of() : more.rubric(),
                        more == null ? java.util.Map.of() : more.attributes(),
                        answer.failure()),
                new Judgment.Effort(
                        effort.attempts(),
                        effort.inputTokens(),
                        effort.outputTokens(),
                        effort.costMicros() / MICROS,
                        effort.latencyMs(),
                        Instant.ofEpochMilli(effort.judgedAtMs())),
                truncated,
                effort.tokensEstimated());
    }

    private List<JudgeReason> reasonList() {
        return Arrays.stream(draw.reasons().split(","))
                .map(name -> WireEnum.read(JudgeReason.class, name))
                .toList();
    }
}
