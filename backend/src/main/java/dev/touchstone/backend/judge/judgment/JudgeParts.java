package dev.touchstone.backend.judge.judgment;

import dev.touchstone.backend.judge.release.JudgeReleases;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.model.ModelConfig;
import dev.touchstone.backend.model.TokenLimits;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.InstantSource;

/// What the judge is built on.
public record JudgeParts(
        ModelConfig config,
        Database database,
        Ids ids,
        InstantSource clock,
        Pipelines pipelines,
        Outputs outputs,
        Outbox outbox,
        ReviewQueue queue,
        JudgeQueue judgeQueue,
        JudgeVersions versions,
        JudgeReleases releases,
        TokenLimits tokens) {

    /// With versions, certificates and accounts of tokens of its own.
    public static JudgeParts of(
            ModelConfig config,
            Database database,
            Ids ids,
            InstantSource clock,
            Pipelines pipelines,
            Outputs outputs,
            Outbox outbox,
            ReviewQueue queue,
            JudgeQueue judgeQueue,
            Ledger ledger) {
        JudgeVersions versions = new JudgeVersions(database, clock, config);
        JudgeReleases releases = new JudgeReleases(database, ledger, clock, pipelines);
        return new JudgeParts(
                config,
                database,
                ids,
                clock,
                pipelines,
                outputs,
                outbox,
                queue,
                judgeQueue,
                versions,
                releases,
                new TokenLimits(clock));
    }
}
