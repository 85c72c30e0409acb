package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the experiment table.
public record ExperimentRow(
        String id,
        PipelineName pipeline,
        PipelineName population,
        String name,
        @Nullable String description,
        boolean judge,
        boolean golden,
        String state,
        long createdAtMs,
        String createdBy,
        @Nullable Long startedAtMs,
        @Nullable Long closedAtMs) {

    ExperimentState stateNow() {
        return WireEnum.read(ExperimentState.class, state);
    }

    Experiment wire(List<Experiment.Version> versions, Experiment.Progress progress) {
        return new Experiment(
                id,
                pipeline,
                population.value(),
                name,
                description,
                judge,
                golden,
                stateNow(),
                versions,
                progress,
                Instant.ofEpochMilli(createdAtMs),
                startedAtMs == null ? null : Instant.ofEpochMilli(startedAtMs),
                closedAtMs == null ? null : Instant.ofEpochMilli(closedAtMs));
    }
}
