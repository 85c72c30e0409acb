package dev.touchstone.backend.pipeline;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.PolicyVersion;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `GET /v1/pipelines` · `GET|PUT /v1/pipelines/{name}` · `GET /v1/pipelines/{name}/policy-versions`
public final class PipelineRoutes {
    private static final int MOST_WHY = 300;

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
                        .query("why", "Why, in your words; the version keeps it. At most 300 characters.")
                        .takes(Policy.class)
                        .answers(Pipeline.class)
                        .orRefuses(403, "An action would use the installation's credentials where they may not go.")
                        .orRefuses(409, "Somebody else changed the policy meanwhile.")
                        .by(this::put),
                Endpoint.get(
                                "/v1/pipelines/{name}/policy-versions",
                                "listPolicyVersions",
                                "Every version of a pipeline's policy, newest first.")
                        .scope(Scope.OUTPUTS_READ)
                        .paged()
                        .answers(Types.page(PolicyVersion.class))
                        .by(this::versions));
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
        Pipelines.Change change = new Pipelines.Change(call.caller().keyId(), why(call));
        return noted(pipelines.put(name, policy, change, expected));
    }

    private static @Nullable String why(Call call) {
        String why = call.query("why").orElse(null);
        if (why != null && why.length() > MOST_WHY) {
            throw Call.badParameter("why", "must be at most " + MOST_WHY + " characters");
        }
        return why;
    }

    private Page<PolicyVersion> versions(Call call) {
        PipelineName name = new PipelineName(call.path("name"));
        call.requireSight(name, "unknown-pipeline", "Pipeline '" + name + "' is unknown to this key.");
        int limit = call.queryInt("limit", 50, 1, 200);
        int before = call.queryInt("cursor", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        PipelineName known = pipelines.require(name).name();
        List<PolicyVersion> found = pipelines.versions(known, before, limit);
        boolean more = found.size() == limit && found.getLast().version() > 1;
        return new Page<>(found, more ? String.valueOf(found.getLast().version()) : null);
    }

    private Pipeline noted(Pipeline pipeline) {
        return pipeline.withNotes(notes.apply(pipeline.policy()));
    }
}
