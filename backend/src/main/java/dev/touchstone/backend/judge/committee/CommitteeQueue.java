package dev.touchstone.backend.judge.committee;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.CommitteeRules;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.WorkKind;
import dev.touchstone.backend.output.OutputRow;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Puts outputs to committees, in the transaction that stores them: a model that is away delays work and loses none.
/// Thread-safe.
public final class CommitteeQueue {
    /// An output for one model of the committee.
    public static final WorkKind KIND = WorkKind.loose("committee", "committee.requested");

    /// Begins the name under which a model's cost is kept beside that of judge versions.
    static final String SPENDER = "committee:";
    /// Why a model that a policy names gives no answer.
    static final String NOT_CONFIGURED = "not_configured";

    private final CommitteeConfig config;
    private final Outbox outbox;
    private final InstantSource clock;

    public CommitteeQueue(CommitteeConfig config, Outbox outbox, InstantSource clock) {
        this.config = config;
        this.outbox = outbox;
        this.clock = clock;
    }

    boolean enabled() {
        return config.enabled();
    }

    /// Puts it to the committee when the rules choose it. The share cuts the key where the random audit cuts it.
    public void offer(Handle transaction, OutputRow output, @Nullable CommitteeRules rules) {
        if (rules != null && config.enabled() && output.draw().u() < rules.share()) {
            put(transaction, output, rules, rules.share());
        }
    }

    /// Puts it to the committee because somebody asks; one that was put to it before stays as it is.
    void request(Handle transaction, OutputRow output, CommitteeRules rules) {
        put(transaction, output, rules, 0);
    }

    /// Whether there is something to ask.
    static boolean askable(@Nullable NewOutput body) {
        return body != null && body.query() != null && !body.query().text().isBlank();
    }

    private void put(Handle transaction, OutputRow output, CommitteeRules rules, double pi) {
        if (!askable(output.parsedBody())) {
            return;
        }
        long now = clock.millis();
        List<String> known = rules.models().stream()
                .distinct()
                .filter(config.models()::containsKey)
                .toList();
        CommitteeRow row = new CommitteeRow(
                output.id(),
                output.pipeline(),
                output.facts().hour(),
                pi,
                new CommitteeRow.Rules(rules.measure().wire(), rules.raise().wire()),
                new CommitteeRow.Times(now, now + config.answerWithin().toMillis(), known.isEmpty() ? now : null),
                null);
        CommitteeDao dao = transaction.attach(CommitteeDao.class);
        if (dao.insert(row) == 0) {
            return;
        }
        dao.insertMembers(rules.models().stream()
                .distinct()
                .map(model -> known.contains(model)
                        ? CommitteeRow.Member.waiting(output.id(), model)
                        : CommitteeRow.Member.failed(output.id(), model, NOT_CONFIGURED))
                .toList());
        enqueue(transaction, row, known, CommitteeWork.Step.ANSWER);
    }

    void enqueue(Handle transaction, CommitteeRow row, List<String> models, CommitteeWork.Step step) {
        outbox.write(
                transaction,
                models.stream()
                        .map(model -> Job.Work.loose(
                                KIND, row.pipeline(), row.outputId().value(), new CommitteeWork(model, step)))
                        .toList());
    }
}
