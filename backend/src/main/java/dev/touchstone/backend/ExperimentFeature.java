package dev.touchstone.backend;

import dev.touchstone.backend.experiment.Clearing;
import dev.touchstone.backend.experiment.ExperimentParts;
import dev.touchstone.backend.experiment.ExperimentRoutes;
import dev.touchstone.backend.experiment.Experiments;
import dev.touchstone.backend.experiment.Writing;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.judge.JudgmentTexts;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.model.Completions;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.stats.sampling.SamplingKey;
import java.time.ZoneOffset;
import java.util.List;

/// Wires development mode.
final class ExperimentFeature implements AutoCloseable {
    private final Writing writing;
    private final Clearing clearing;
    private final List<Endpoint> endpoints;

    /// @param parts what the judge is built on, which experiments share
    /// @param maxLineBytes how large one line of an upload may be
    ExperimentFeature(JudgeParts parts, Ledger ledger, SamplingKey key, int maxLineBytes) {
        Outbox outbox = parts.outbox();
        Completions completions = new Completions(
                parts.config(),
                parts.storage().database(),
                parts.storage().clock(),
                parts.shared().tokens());
        Experiments experiments = new Experiments(
                parts.storage().database(),
                parts.storage().ids(),
                parts.storage().clock(),
                ledger,
                parts.pipelines(),
                parts.outputs(),
                parts.queue(),
                parts.judgeQueue(),
                key);
        writing = new Writing(parts.storage().database(), outbox, completions);
        clearing = new Clearing(
                parts.storage().database(),
                parts.storage().clock(),
                parts.pipelines(),
                parts.outputs(),
                new JudgmentTexts(parts.storage().database()));
        endpoints = new ExperimentRoutes(
                        new ExperimentParts(
                                experiments,
                                parts.storage().database(),
                                parts.storage().ids(),
                                outbox,
                                completions),
                        maxLineBytes)
                .endpoints();
    }

    /// Removes old texts, nightly.
    Task clearing() {
        return new Task("experiments", "0 40 3 * * ?", ZoneOffset.UTC, clearing::run);
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    void start() {
        writing.start();
    }

    @Override
    public void close() {
        writing.close();
    }
}
