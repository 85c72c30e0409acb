package dev.touchstone.backend.judge;

import dev.touchstone.backend.judge.committee.CommitteeQueue;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.judge.judgment.JudgeQueue.Stored;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Offers new outputs to whatever models look at them, in the transaction that stores them. Thread-safe.
public final class ModelOffers {
    private final JudgeQueue judge;
    private final CommitteeQueue committee;

    public ModelOffers(JudgeQueue judge, CommitteeQueue committee) {
        this.judge = judge;
        this.committee = committee;
    }

    /// Enqueues those that the policies choose. Without a judge and a committee it does nothing.
    public void offer(Handle transaction, List<Stored> outputs) {
        outputs.forEach(
                one -> committee.offer(transaction, one.output(), one.policy().committee()));
        judge.offer(transaction, outputs);
    }
}
