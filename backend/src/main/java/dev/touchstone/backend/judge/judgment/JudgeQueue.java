package dev.touchstone.backend.judge.judgment;

import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.judge.JudgeReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.Outbox.ToJudge;
import dev.touchstone.backend.output.OutputRow;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Puts outputs into the outbox for the judge, in the transaction that stores them: a judge that is away delays work and
/// loses none. Thread-safe.
public final class JudgeQueue {
    private final ModelConfig config;
    private final Outbox outbox;

    public JudgeQueue(ModelConfig config, Outbox outbox) {
        this.config = config;
        this.outbox = outbox;
    }

    /// An output that was stored just now, and the policy that routed it.
    public record Stored(OutputRow output, Policy policy) {}

    /// Enqueues those that the rules choose, within the caller's transaction. Without a judge it does nothing.
    public void offer(Handle transaction, List<Stored> outputs) {
        if (!config.enabled()) {
            return;
        }
        List<ToJudge> chosen = new ArrayList<>();
        for (Stored one : outputs) {
            OutputRow output = one.output();
            Work.of(one.policy().judge(), output.confidence(), output.u())
                    .ifPresent(work -> chosen.add(new ToJudge(output.pipeline(), output.id(), work)));
        }
        outbox.toJudge(transaction, chosen);
    }

    /// Whether there is a judge.
    public boolean enabled() {
        return config.enabled();
    }

    /// An output that a plan's sample drew for the judge.
    ///
    /// @param pi with which probability it did
    public record Sampled(OutputRow output, double pi) {}

    /// Enqueues the members of a sample, within the caller's transaction. Without a judge it does nothing.
    public void sampled(Handle transaction, List<Sampled> members) {
        if (!config.enabled()) {
            return;
        }
        outbox.toJudge(
                transaction,
                members.stream()
                        .map(member -> new ToJudge(
                                member.output().pipeline(),
                                member.output().id(),
                                new Work(List.of(JudgeReason.SCHEDULED_SAMPLE), member.pi())))
                        .toList());
    }

    /// Enqueues an output that somebody asks for; one that waits already is not enqueued twice.
    ///
    /// @return the id of the delivery
    public String request(Handle transaction, OutputRow output) {
        return outbox.waitingAbout(transaction, output.id(), DeliveryKind.JUDGMENT_REQUESTED)
                .orElseGet(() -> outbox.toJudge(
                                transaction, List.of(new ToJudge(output.pipeline(), output.id(), Work.REQUESTED)))
                        .getFirst());
    }

    /// Enqueues outputs that were stored just now and that somebody asks for, within the caller's transaction.
    public void request(Handle transaction, List<OutputRow> outputs) {
        outbox.toJudge(
                transaction,
                outputs.stream()
                        .map(output -> new ToJudge(output.pipeline(), output.id(), Work.REQUESTED))
                        .toList());
    }

    /// Outputs that wait for the judge, for the metrics.
    public long waiting() {
        return outbox.waiting(Outbox.JUDGE);
    }
}
