package dev.touchstone.backend;

import dev.touchstone.backend.health.StoredGauges;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.judge.Judging;
import dev.touchstone.backend.judge.batch.BatchRoutes;
import dev.touchstone.backend.judge.check.SelfChecks;
import dev.touchstone.backend.judge.committee.CommitteeConfig;
import dev.touchstone.backend.judge.committee.CommitteeQueue;
import dev.touchstone.backend.judge.committee.CommitteeRoutes;
import dev.touchstone.backend.judge.committee.Committees;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.judge.judgment.JudgeRoutes;
import dev.touchstone.backend.judge.judgment.SecondLooks;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.quality.committee.CommitteeFigures;
import dev.touchstone.backend.quality.committee.CommitteeFiguresRoutes;
import dev.touchstone.backend.quality.release.ReleaseCertification;
import dev.touchstone.backend.quality.release.ReleaseRoutes;
import dev.touchstone.backend.schedule.Task;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Wires the judge and the committee: what works in the background, and what is asked of them over HTTP.
final class JudgeFeature implements AutoCloseable {
    private final JudgeParts judge;
    private final Judging judging;
    private final Committees committees;
    private final SelfChecks checks;
    private final List<Endpoint> endpoints = new ArrayList<>();

    JudgeFeature(
            JudgeParts judge, Ledger ledger, CommitteeConfig committee, CommitteeQueue queue, StoredGauges metrics) {
        this.judge = judge;
        judging = new Judging(judge, ledger, metrics);
        committees = new Committees(judge, committee, queue, judging.line(), metrics);
        checks = new SelfChecks(judge, committee, judging.line(), metrics);
        endpoints.addAll(new JudgeRoutes(judge).endpoints());
        endpoints.addAll(new BatchRoutes(judging.batches(), judge.pipelines()).endpoints());
        endpoints.addAll(new CommitteeRoutes(judge, queue).endpoints());
        ReleaseCertification certification = new ReleaseCertification(
                judge.storage().database(),
                judge.storage().clock(),
                judge.pipelines(),
                judge.shared().versions(),
                judge.shared().releases());
        endpoints.addAll(new ReleaseRoutes(certification).endpoints());
        CommitteeFigures figures = new CommitteeFigures(judge.storage().database());
        endpoints.addAll(new CommitteeFiguresRoutes(
                        figures, judge.pipelines(), judge.storage().clock())
                .endpoints());
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    List<Task> tasks() {
        return List.of(
                new Task("second-looks", "0 4/10 * * * ?", ZoneOffset.UTC, new SecondLooks(judge)::catchUp),
                new Task("judge-batches", "30 * * * * ?", ZoneOffset.UTC, judging.batches()::catchUp));
    }

    /// What people should know, in sentences; empty when all is well.
    List<String> notes() {
        return judging.notes();
    }

    void start() {
        judging.start();
        committees.start();
        checks.start();
    }

    @Override
    public void close() {
        checks.close();
        committees.close();
        judging.close();
    }
}
