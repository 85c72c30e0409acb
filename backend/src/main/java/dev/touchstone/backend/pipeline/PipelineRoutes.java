package dev.touchstone.backend.pipeline;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `GET /v1/pipelines` · `GET /v1/pipelines/{name}` · `PUT /v1/pipelines/{name}`
public final class PipelineRoutes {
    private final Pipelines pipelines;
    private final BiConsumer<String, Policy> check;
    private final Function<Policy, List<String>> notes;

    /// @param check refuses what this installation does not allow the pipeline of this name
    /// @param notes what people should know of a policy
    public PipelineRoutes(Pipelines pipelines, BiConsumer<String, Policy> check, Function<Policy, List<String>> notes) {
        this.pipelines = pipelines;
        this.check = check;
        this.notes = notes;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/pipelines", "listPipelines", "The pipelines this key sees, with the policy in force.")
                        .scope(Scope.OUTPUTS_READ)
                        .answers(Types.page(Pipeline.class))
                        .by(this::list),
                Endpoint.get("/v1/pipelines/{name}", "getPipeline", "One pipeline with the policy in force.")
                        .scope(Scope.OUTPUTS_READ)
                        .answers(Pipeline.class)
                        .by(this::get),
                Endpoint.put(
                                "/v1/pipelines/{name}",
                                "putPipeline",
                                "Creates a pipeline, or puts a new version of its policy into force.")
                        .scope(Scope.ADMIN)
                        .number(
                                "expected_version",
                                0,
                                Integer.MAX_VALUE,
                                null,
                                "Refuse unless this version is in force; 0 to create only.")
                        .takes(Policy.class)
                        .answers(Pipeline.class)
                        .orRefuses(403, "An action would use the installation's credentials where they may not go.")
                        .orRefuses(409, "Somebody else changed the policy meanwhile.")
                        .by(this::put));
    }

    private Page<Pipeline> list(Call call) {
        return new Page<>(
                pipelines.all().stream()
                        .filter(pipeline -> call.caller().sees(pipeline.name()))
                        .map(this::noted)
                        .toList(),
                null);
    }

    private Pipeline get(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        return noted(pipelines.require(name));
    }

    private Pipeline put(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        // Refuses names that outputs could not be posted under.
        NewOutput.text(name.value(), "-", "-").build();
        @Nullable
        Integer expected = call.query("expected_version").isPresent()
                ? call.queryInt("expected_version", 0, 0, Integer.MAX_VALUE)
                : null;
        Policy policy = call.body(Policy.class);
        check.accept(name.value(), policy);
        return noted(pipelines.put(name, policy, call.caller().keyId(), expected));
    }

    private Pipeline noted(Pipeline pipeline) {
        return pipeline.withNotes(notes.apply(pipeline.policy()));
    }
}
