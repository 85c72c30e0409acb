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
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. One output that was put to a committee.
///
/// @param pi the probability, over the sampling key, that the committee would see it; 0 when it was only asked for
/// @param disagrees null while answers are waited for, and when none could be compared
public record CommitteeRow(
        OutputId outputId,
        PipelineName pipeline,
        long hour,
        double pi,
        @Nested Rules rules,
        @Nested Times times,
        @Nullable Boolean disagrees) {
    /// How answers are compared.
    ///
    /// @param raiseWhen how many answers must differ for a review
    public record Rules(String measure, String raiseWhen) {}

    /// In epoch milliseconds; settled is null while answers are waited for.
    public record Times(
            long askedAtMs, long decideByMs, @Nullable Long settledAtMs) {}

    /// What one model said of it.
    public record Member(
            OutputId outputId,
            String model,
            @Nested Said said,
            @Nested Effort effort,
            @Nullable Long answeredAtMs) {
        /// What it answered.
        ///
        /// @param agrees null until it is compared
        /// @param failure the cause; null with a comparable answer
        public record Said(
                @Nullable String answer,
                @Nullable Boolean agrees,
                @Nullable String failure) {}

        /// What that took, of all attempts; of the last one, the latency.
        ///
        /// @param costMicros millionths of the price table's unit
        public record Effort(int attempts, long inputTokens, long outputTokens, long costMicros, long latencyMs) {}

        static Member waiting(OutputId outputId, String model) {
            return new Member(outputId, model, new Said(null, null, null), new Effort(0, 0, 0, 0, 0), null);
        }

        static Member failed(OutputId outputId, String model, String failure) {
            return new Member(outputId, model, new Said(null, null, failure), new Effort(0, 0, 0, 0, 0), null);
        }

        /// Whether nothing more is to come of it.
        boolean finished() {
            return said.failure() != null || said.agrees() != null;
        }

        boolean differs() {
            return said.failure() == null && Boolean.FALSE.equals(said.agrees());
        }

        CommitteeAnswer wire() {
            return new CommitteeAnswer(model, said.answer(), Boolean.TRUE.equals(said.agrees()), said.failure());
        }
    }

    Measure measureOf() {
        return WireEnum.read(Measure.class, rules.measure());
    }

    /// What the answers say together: whether enough of them differ; null when none could be compared.
    @Nullable
    Boolean verdict(List<Member> members) {
        long comparable = members.stream()
                .filter(member -> member.said().failure() == null)
                .count();
        long differing = members.stream().filter(Member::differs).count();
        if (comparable == 0) {
            return null;
        }
        return rules.raiseWhen().equals(Raise.MAJORITY.wire()) ? 2 * differing > comparable : differing > 0;
    }

    CommitteeCase.State state() {
        if (times.settledAtMs() == null) {
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
                members.stream()
                                .mapToLong(member -> member.effort().costMicros())
                                .sum()
                        / JudgmentRow.MICROS,
                new CommitteeCase.Times(
                        Instant.ofEpochMilli(times.askedAtMs()),
                        Instant.ofEpochMilli(times.decideByMs()),
                        times.settledAtMs() == null ? null : Instant.ofEpochMilli(times.settledAtMs())));
    }
}
