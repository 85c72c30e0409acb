package dev.touchstone.backend.experiment;

import dev.touchstone.backend.model.Completions;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;

/// What the endpoints of experiments are built on.
public record ExperimentParts(
        Experiments experiments, Database database, Ids ids, Outbox outbox, Completions completions) {}
