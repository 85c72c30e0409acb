package dev.touchstone.backend.judge;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.judge.check.SelfCheckQueue;
import dev.touchstone.backend.judge.committee.CommitteeQueue;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.judge.judgment.JudgeQueue.Stored;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Offers new outputs to whatever models look at them, in the transaction that stores them. Thread-safe.
public final class ModelOffers {
    private final JudgeQueue judge;
    private final CommitteeQueue committee;
    private final SelfCheckQueue selfCheck;

    public ModelOffers(JudgeQueue judge, CommitteeQueue committee, SelfCheckQueue selfCheck) {
        this.judge = judge;
        this.committee = committee;
        this.selfCheck = selfCheck;
    }

    /// Whether a check will give the output a confidence.
    public boolean checks(Policy policy, NewOutput output) {
        return selfCheck.takes(policy, output);
    }

    /// Enqueues those that the policies choose. Without a judge and a committee it does nothing.
    public void offer(Handle transaction, List<Stored> outputs) {
        outputs.forEach(
                one -> committee.offer(transaction, one.output(), one.policy().committee()));
        selfCheck.offer(transaction, outputs);
        judge.offer(transaction, outputs);
    }
}
