package dev.touchstone.backend.judge.committee;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.CommitteeAnswer;
import dev.touchstone.api.judge.CommitteeCase;
import dev.touchstone.api.policy.CommitteeRules.Measure;
import dev.touchstone.api.policy.CommitteeRules.Raise;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.judge.judgment.JudgmentRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. One output that was put to a committee.
///
/// @param pi the probability, over the sampling key, that the committee would see it; 0 when it was only asked for
/// @param raiseWhen how many answers must differ for a review
/// @param disagrees null while answers are waited for, and when none could be compared
public record CommitteeRow(
        OutputId outputId,
        PipelineName pipeline,
        long hour,
        double pi,
        String measure,
        String raiseWhen,
        long askedAtMs,
        long decideByMs,
        @Nullable Long settledAtMs,
        @Nullable Boolean disagrees) {

    /// What one model said of it.
    ///
    /// @param agrees null until it is compared
    /// @param failure the cause; null with a comparable answer
    /// @param costMicros millionths of the price table's unit
    public record Member(
            OutputId outputId,
            String model,
            @Nullable String answer,
            @Nullable Boolean agrees,
            @Nullable String failure,
            int attempts,
            long inputTokens,
            long outputTokens,
            long costMicros,
            long latencyMs,
            @Nullable Long answeredAtMs) {
        static Member waiting(OutputId outputId, String model) {
            return new Member(outputId, model, null, null, null, 0, 0, 0, 0, 0, null);
        }

        static Member failed(OutputId outputId, String model, String failure) {
            return new Member(outputId, model, null, null, failure, 0, 0, 0, 0, 0, null);
        }

        /// Whether nothing more is to come of it.
        boolean finished() {
            return failure != null || agrees != null;
        }

        boolean differs() {
            return failure == null && Boolean.FALSE.equals(agrees);
        }

        CommitteeAnswer wire() {
            return new CommitteeAnswer(model, answer, Boolean.TRUE.equals(agrees), failure);
        }
    }

    Measure measureOf() {
        return WireEnum.read(Measure.class, measure);
    }

    /// What the answers say together: whether enough of them differ; null when none could be compared.
    @Nullable
    Boolean verdict(List<Member> members) {
        long comparable =
                members.stream().filter(member -> member.failure() == null).count();
        long differing = members.stream().filter(Member::differs).count();
        if (comparable == 0) {
            return null;
        }
        return raiseWhen.equals(Raise.MAJORITY.wire()) ? 2 * differing > comparable : differing > 0;
    }

    CommitteeCase.State state() {
        if (settledAtMs == null) {
            return CommitteeCase.State.WAITING;
        }
        return disagrees == null
                ? CommitteeCase.State.UNDECIDED
                : disagrees ? CommitteeCase.State.DISAGREES : CommitteeCase.State.AGREES;
    }

    /// @param withheld whether the answers are kept back
    CommitteeCase wire(List<Member> members, boolean withheld) {
        return new CommitteeCase(
                outputId,
                withheld,
                state(),
                measureOf(),
                pi,
                withheld
                        ? List.of()
                        : members.stream()
                                .filter(Member::finished)
                                .map(Member::wire)
                                .toList(),
                members.stream().mapToLong(Member::costMicros).sum() / JudgmentRow.MICROS,
                Instant.ofEpochMilli(askedAtMs),
                Instant.ofEpochMilli(decideByMs),
                settledAtMs == null ? null : Instant.ofEpochMilli(settledAtMs));
    }
}
