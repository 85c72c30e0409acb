package dev.touchstone.api.experiment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An experiment and how far it is.
///
/// @param id its id
/// @param pipeline whose rubric, reviewers and channel are used
/// @param population what its reviews and outputs name as their pipeline
/// @param state how far it is
/// @param versions what is compared, by name
/// @param progress counts
public record Experiment(
        String id,
        PipelineName pipeline,
        String population,
        @JsonUnwrapped Title title,
        @JsonUnwrapped Options options,
        ExperimentState state,
        List<Version> versions,
        Progress progress,
        @JsonUnwrapped Course course) {
    /// What it is called.
    ///
    /// @param name what it is called
    /// @param description free text; null when there is none
    public record Title(String name, @Nullable String description) {}

    /// What else happens to its outputs.
    ///
    /// @param judge whether the judge looks at every output as well
    /// @param golden whether corrections become golden examples of the pipeline
    public record Options(boolean judge, boolean golden) {}

    /// When it was what.
    ///
    /// @param createdAt when it was created
    /// @param startedAt when its reviews were opened; null before
    /// @param closedAt when it was closed; null before
    public record Course(
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant closedAt) {}

    public Experiment {
        versions = List.copyOf(versions);
    }

    /// One of the versions that are compared.
    ///
    /// @param name its name
    /// @param items its outputs, those that are still to be generated included
    /// @param waiting of them, those that a model is still to write
    /// @param failed of them, those that no model wrote; they are left out
    public record Version(String name, long items, long waiting, long failed) {}

    /// How much is done.
    ///
    /// @param cases different cases
    /// @param items outputs of all versions together
    /// @param reviews what is reviewed: equal outputs of one case are reviewed once; 0 before the start
    /// @param decided reviews that people have decided
    /// @param judged outputs that the judge gave a verdict on
    public record Progress(long cases, long items, long reviews, long decided, long judged) {}
}
