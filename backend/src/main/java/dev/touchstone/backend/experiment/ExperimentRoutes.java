package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentGeneration;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.experiment.ExperimentLine;
import dev.touchstone.api.experiment.ExperimentResult;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST|GET /v1/experiments` · `GET /v1/experiments/{id}` · `POST /v1/experiments/{id}/items|generate|start|close` ·
/// `GET /v1/experiments/{id}/result`
public final class ExperimentRoutes {
    private static final String CSV = "text/csv";
    private static final String TOO_LATE = "The experiment has been started.";

    private final ExperimentParts parts;
    private final Results results;
    private final Generation generation;
    private final int maxLineBytes;

    /// @param maxLineBytes how large one line of an upload may be
    public ExperimentRoutes(ExperimentParts parts, int maxLineBytes) {
        this.parts = parts;
        this.maxLineBytes = maxLineBytes;
        results = new Results(parts.database());
        generation = new Generation(parts.database(), parts.ids(), parts.outbox(), parts.completions());
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/experiments", "createExperiment", "Creates an experiment, without outputs yet.")
                        .scope(Scope.OUTPUTS_WRITE)
                        .takes(NewExperiment.class)
                        .answers(201, Experiment.class)
                        .orRefuses(404, "The pipeline is unknown.")
                        .orRefuses(409, "It asks for a judge, and none is configured.")
                        .by(this::create),
                Endpoint.get("/v1/experiments", "listExperiments", "Experiments, newest first.")
                        .scope(Scope.REVIEWS_READ)
                        .query("pipeline", "Only of this pipeline.")
                        .paged()
                        .answers(Types.page(Experiment.class))
                        .by(this::list),
                Endpoint.get("/v1/experiments/{id}", "getExperiment", "An experiment and how far it is.")
                        .scope(Scope.REVIEWS_READ)
                        .answers(Experiment.class)
                        .by(call -> parts.experiments().view(visible(call))),
                Endpoint.post(
                                "/v1/experiments/{id}/items",
                                "uploadExperimentItems",
                                "Takes outputs in, one per line, with an answer per line; text/csv is taken as well."
                                        + " The same again does no harm.")
                        .scope(Scope.OUTPUTS_WRITE)
                        .takes(ExperimentItem.class, Endpoint.NDJSON)
                        .answers(ExperimentLine.class, Endpoint.NDJSON)
                        .orRefuses(409, TOO_LATE)
                        .by(this::upload),
                Endpoint.post(
                                "/v1/experiments/{id}/generate",
                                "generateExperimentItems",
                                "Lets the configured model write outputs.")
                        .scope(Scope.OUTPUTS_WRITE)
                        .takes(ExperimentGeneration.class)
                        .answers(202, Experiment.class)
                        .meaning("The outputs are ordered; they are there when no version has any waiting.")
                        .orRefuses(409, "No model is configured, a version has another prompt, or it has been started.")
                        .by(this::generate),
                Endpoint.post("/v1/experiments/{id}/start", "startExperiment", "Opens the reviews, in chance order.")
                        .scope(Scope.OUTPUTS_WRITE)
                        .answers(Experiment.class)
                        .orRefuses(409, "There is nothing to compare yet, or the experiment is closed.")
                        .by(call -> parts.experiments().start(visible(call), by(call))),
                Endpoint.post(
                                "/v1/experiments/{id}/close",
                                "closeExperiment",
                                "Ends it; reviews that nobody has decided are withdrawn.")
                        .scope(Scope.OUTPUTS_WRITE)
                        .answers(Experiment.class)
                        .by(call -> parts.experiments().close(visible(call), by(call))),
                Endpoint.get(
                                "/v1/experiments/{id}/result",
                                "getExperimentResult",
                                "The versions compared on the same cases, as far as they are decided.")
                        .scope(Scope.REVIEWS_READ)
                        .answers(ExperimentResult.class)
                        .by(call -> results.of(visible(call))));
    }

    private Experiment create(Call call) {
        NewExperiment asked = call.body(NewExperiment.class);
        call.requireSight(
                new PipelineName(asked.pipeline()),
                "unknown-pipeline",
                "Pipeline '" + asked.pipeline() + "' is unknown to this key.");
        return parts.experiments().create(asked, by(call));
    }

    private Page<Experiment> list(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        List<Experiment> found = parts.experiments()
                .page(call.pipelineFilter().orElse(null), call.query("cursor").orElse(null), limit + 1);
        boolean more = found.size() > limit;
        List<Experiment> shown = more ? found.subList(0, limit) : found;
        return new Page<>(shown, more ? shown.getLast().id() : null);
    }

    private @Nullable Object upload(Call call) throws IOException {
        List<ExperimentLine> answers = read(call, visible(call).id());
        ByteArrayOutputStream out = new ByteArrayOutputStream(answers.size() * 128);
        for (ExperimentLine answer : answers) {
            out.write(Json.mapper().writeValueAsBytes(answer));
            out.write('\n');
        }
        call.bytes(Endpoint.NDJSON, out.toByteArray());
        return null;
    }

    private List<ExperimentLine> read(Call call, String id) throws IOException {
        ItemLines lines = call.hasMediaType(CSV)
                ? new CsvLines(call.bodyStream(CSV), maxLineBytes)
                : new JsonLines(call.bodyStream(Endpoint.NDJSON), maxLineBytes);
        return new Upload(parts.database(), parts.ids(), id).read(lines);
    }

    private Experiment generate(Call call) {
        ExperimentRow row = visible(call);
        generation.order(row, call.body(ExperimentGeneration.class));
        return parts.experiments().view(row);
    }

    private ExperimentRow visible(Call call) {
        String id = call.path("id");
        return parts.experiments()
                .find(id)
                .filter(row -> call.sees(row.pipeline()))
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown-experiment",
                        "There is no experiment " + id + " for this key; GET /v1/experiments lists what there is."));
    }

    private static String by(Call call) {
        return call.caller().keyId();
    }
}
