package dev.touchstone.backend.judge.judgment;

import dev.touchstone.backend.judge.release.JudgeReleases;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.model.TokenLimits;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Storage;

/// What the judge is built on.
public record JudgeParts(
        ModelConfig config,
        Storage storage,
        Pipelines pipelines,
        Outputs outputs,
        Outbox outbox,
        ReviewQueue queue,
        JudgeQueue judgeQueue,
        Shared shared) {
    /// What all that judges in this process shares.
    public record Shared(JudgeVersions versions, JudgeReleases releases, TokenLimits tokens) {}
    /// With versions, certificates and accounts of tokens of its own.
    public static JudgeParts of(
            ModelConfig config,
            Storage storage,
            Pipelines pipelines,
            Outputs outputs,
            Outbox outbox,
            ReviewQueue queue,
            JudgeQueue judgeQueue,
            Ledger ledger) {
        JudgeVersions versions = new JudgeVersions(storage.database(), storage.clock(), config);
        JudgeReleases releases = new JudgeReleases(storage.database(), ledger, storage.clock(), pipelines);
        return new JudgeParts(
                config,
                storage,
                pipelines,
                outputs,
                outbox,
                queue,
                judgeQueue,
                new Shared(versions, releases, new TokenLimits(storage.clock())));
    }
}
