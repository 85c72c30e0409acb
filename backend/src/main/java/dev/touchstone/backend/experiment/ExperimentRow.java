package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the experiment table.
public record ExperimentRow(
        String id,
        PipelineName pipeline,
        PipelineName population,
        String name,
        @Nullable String description,
        @Nested Options options,
        String state,
        @Nested Course course) {
    /// Whether the judge looks as well, and whether corrections become golden examples.
    public record Options(boolean judge, boolean golden) {}

    /// In epoch milliseconds; null for what has not come yet.
    public record Course(
            long createdAtMs,
            String createdBy,
            @Nullable Long startedAtMs,
            @Nullable Long closedAtMs) {}

    ExperimentState stateNow() {
        return WireEnum.read(ExperimentState.class, state);
    }

    Experiment wire(List<Experiment.Version> versions, Experiment.Progress progress) {
        return new Experiment(
                id,
                pipeline,
                population.value(),
                new Experiment.Title(name, description),
                new Experiment.Options(options.judge(), options.golden()),
                stateNow(),
                versions,
                progress,
                new Experiment.Course(
                        Instant.ofEpochMilli(course.createdAtMs()),
                        course.startedAtMs() == null ? null : Instant.ofEpochMilli(course.startedAtMs()),
                        course.closedAtMs() == null ? null : Instant.ofEpochMilli(course.closedAtMs())));
    }
}
