package dev.touchstone.backend.judge.check;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.SelfCheckRules;
import dev.touchstone.backend.judge.committee.CommitteeConfig;
import dev.touchstone.backend.judge.judgment.JudgeQueue.Stored;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.WorkKind;
import dev.touchstone.backend.output.OutputRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Handle;

/// Puts outputs that came without a confidence to a check, in the transaction that stores them. Thread-safe.
public final class SelfCheckQueue {
    /// An output that waits for a check.
    public static final WorkKind KIND = WorkKind.loose("check", "check.requested");

    private final ModelConfig judge;
    private final CommitteeConfig committee;
    private final Outbox outbox;
    private final InstantSource clock;
    private final ToDoubleFunction<PipelineName> doubtfulShare;

    /// @param judge the model that is asked where a policy names none
    /// @param committee the models that a policy may name
    /// @param doubtfulShare the probability with which a doubtful output is reviewed at this moment
    public SelfCheckQueue(
            ModelConfig judge,
            CommitteeConfig committee,
            Outbox outbox,
            InstantSource clock,
            ToDoubleFunction<PipelineName> doubtfulShare) {
        this.judge = judge;
        this.committee = committee;
        this.outbox = outbox;
        this.clock = clock;
        this.doubtfulShare = doubtfulShare;
    }

    /// Whether the model that the rules name is configured.
    public boolean configured(SelfCheckRules rules) {
        return rules.model() == null ? judge.enabled() : committee.models().containsKey(rules.model());
    }

    /// Whether a check will give the output a confidence: it has none, and there is something to ask and somebody who
    /// can be asked.
    public boolean takes(Policy policy, NewOutput output) {
        SelfCheckRules rules = policy.selfCheck();
        return rules != null
                && output.confidence() == null
                && configured(rules)
                && (!SelfChecker.isBlank(output.queryText()) || output.context() != null)
                && (output.output() != null || !output.attributes().isEmpty());
    }

    /// Enqueues those that wait for a check, and those that the audit has drawn although they would: what scores mean
    /// is learned from them, and whether an output gets one must not depend on the draw.
    public void offer(Handle transaction, List<Stored> outputs) {
        List<SelfCheckRow> rows = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        for (Stored one : outputs) {
            SelfCheckRules rules = one.policy().selfCheck();
            if (rules != null && waits(one)) {
                rows.add(row(one.output(), rules));
                jobs.add(Job.Work.loose(
                        KIND,
                        one.output().pipeline(),
                        one.output().id().value(),
                        new CheckWork(rules.model() == null ? "" : rules.model())));
            }
        }
        if (!rows.isEmpty()) {
            transaction.attach(SelfCheckDao.class).insert(rows);
            outbox.write(transaction, jobs);
        }
    }

    private boolean waits(Stored one) {
        OutputRow output = one.output();
        if (output.routed().routeName() == RouteName.CHECKING) {
            return true;
        }
        NewOutput body = output.facts().confidence() == null
                        && output.routed().reasonList().equals(List.of(RouteReason.RANDOM_AUDIT))
                ? output.parsedBody()
                : null;
        return body != null && takes(one.policy(), body);
    }

    private SelfCheckRow row(OutputRow output, SelfCheckRules rules) {
        long now = clock.millis();
        return new SelfCheckRow(
                output.id(),
                output.pipeline(),
                output.facts().hour(),
                doubtfulShare.applyAsDouble(output.pipeline()),
                new SelfCheckRow.Times(now, now + rules.waitAtMost().toMillis(), null),
                0,
                SelfCheckRow.Said.NOTHING);
    }
}
