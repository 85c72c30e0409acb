package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.judge.JudgeReason;
import dev.touchstone.api.policy.JudgeRules;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.WorkKind;
import dev.touchstone.backend.output.OutputRow;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Puts outputs into the outbox for the judge, in the transaction that stores them: a judge that is away delays
/// work and loses none. Thread-safe.
public final class JudgeQueue {
    /// An output for the judge.
    public static final WorkKind KIND = WorkKind.loose("judge", "judgment.requested");

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
        List<Job> chosen = new ArrayList<>();
        ShareCounts counts = new ShareCounts();
        for (Stored one : outputs) {
            OutputRow output = one.output();
            JudgeRules rules = one.policy().judge();
            JudgeWork.of(rules, output.facts().confidence(), output.draw().u()).ifPresent(work -> {
                chosen.add(job(output, work));
                if (rules != null && work.reasons().contains(JudgeReason.SHARE)) {
                    counts.add(output, rules.share());
                }
            });
        }
        counts.write(transaction);
        outbox.write(transaction, chosen);
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
        outbox.write(
                transaction,
                members.stream()
                        .map(member ->
                                job(member.output(), new JudgeWork(List.of(JudgeReason.SCHEDULED_SAMPLE), member.pi())))
                        .toList());
    }

    /// Enqueues an output that somebody asks for; one that waits already is not enqueued twice.
    ///
    /// @return the id of the delivery
    public String request(Handle transaction, OutputRow output) {
        return outbox.waitingAbout(transaction, output.id().value(), KIND)
                .orElseGet(() -> outbox.write(transaction, job(output, JudgeWork.REQUESTED)));
    }

    /// Enqueues outputs that were stored just now and that somebody asks for, within the caller's transaction.
    public void request(Handle transaction, List<OutputRow> outputs) {
        outbox.write(
                transaction,
                outputs.stream().map(output -> job(output, JudgeWork.REQUESTED)).toList());
    }

    private static Job job(OutputRow output, JudgeWork work) {
        return Job.Work.loose(KIND, output.pipeline(), output.id().value(), work);
    }

    /// Outputs that wait for the judge, for the metrics.
    public long waiting() {
        return outbox.waiting(KIND);
    }
}
