package dev.touchstone.backend.intake;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.LineBatch;
import dev.touchstone.backend.review.view.Verdicts;
import dev.touchstone.backend.store.Blocking;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// `POST /v1/outputs` · `GET /v1/outputs` · `POST /v1/outputs:batch` · `GET /v1/outputs/{id}`
public final class IntakeRoutes {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Intake intake;
    private final Verdicts verdicts;
    private final LineBatch<NewOutput, BatchLine> batch;

    /// @param maxLineBytes how large one line of a batch may be
    public IntakeRoutes(Intake intake, Verdicts verdicts, int maxLineBytes) {
        this.intake = intake;
        this.verdicts = verdicts;
        this.batch = new LineBatch<>(
                NewOutput.class,
                maxLineBytes,
                this::take,
                (line, problem) -> new BatchLine(line, problem.status(), null, problem));
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/outputs",
                                "postOutput",
                                "Stores one output, routes it and answers once it is durable.")
                        .scope(Scope.OUTPUTS_WRITE)
                        .takes(NewOutput.class)
                        .answers(201, OutputReceipt.class)
                        .meaning("The output is stored.")
                        .orAnswers(200, "The same output was stored before; this is the answer it got then.")
                        .orRefuses(404, "The pipeline is unknown.")
                        .orRefuses(409, "Another output has this external id.")
                        .parks()
                        .by(this::post),
                Endpoint.post(
                                "/v1/outputs:batch",
                                "postOutputBatch",
                                "Stores up to 1,000 outputs, one per line, with an answer per line.")
                        .scope(Scope.OUTPUTS_WRITE)
                        .takes(NewOutput.class, Endpoint.NDJSON)
                        .answers(BatchLine.class, Endpoint.NDJSON)
                        .by(this::postBatch),
                Endpoint.get("/v1/outputs/{id}", "getOutput", "An output and what became of it.")
                        .scope(Scope.OUTPUTS_READ)
                        .query(
                                "wait",
                                Duration.class,
                                "How long to wait for the verdict of an open review, such as 30s; at most 60s.")
                        .answers(OutputView.class)
                        .parks()
                        .by(this::get));
    }

    private OutputReceipt post(Call call) {
        NewOutput output = call.body(NewOutput.class);
        requireSight(call, output);
        return switch (intake.accept(output).join()) {
            case Intake.Answer.Stored stored -> stored.receipt();
            case Intake.Answer.Known known -> {
                call.status(200);
                yield known.receipt();
            }
            case Intake.Answer.Different other -> throw different(output.externalId(), other.outputId());
            case Intake.Answer.Erased gone -> throw erased(gone.outputId());
        };
    }

    private @Nullable Object postBatch(Call call) throws IOException {
        batch.run(call);
        return null;
    }

    private CompletableFuture<BatchLine> take(Call call, int line, NewOutput output) {
        requireSight(call, output);
        // Not the output itself: what was handed over is let go of.
        String externalId = output.externalId();
        return intake.accept(output).thenApply(answer -> switch (answer) {
            case Intake.Answer.Stored stored -> new BatchLine(line, 201, stored.receipt(), null);
            case Intake.Answer.Known known -> new BatchLine(line, 200, known.receipt(), null);
            case Intake.Answer.Different other -> throw different(externalId, other.outputId());
            case Intake.Answer.Erased gone -> throw erased(gone.outputId());
        });
    }

    private static void requireSight(Call call, NewOutput output) {
        if (!call.sees(new PipelineName(output.pipeline()))) {
            throw ApiProblem.notFound(
                    "unknown-pipeline",
                    "Pipeline '" + output.pipeline() + "' is unknown to this key, which belongs to '"
                            + call.caller().pipeline() + "'.");
        }
    }

    private static ApiProblem different(String externalId, OutputId outputId) {
        return ApiProblem.conflict(
                "external-id-taken",
                "external_id '" + externalId + "' was posted before with another body, as output " + outputId
                        + "; outputs never change, so give the new one an id of its own.");
    }

    private static ApiProblem erased(OutputId outputId) {
        return ApiProblem.gone(
                "output-erased",
                "The output with this external_id was erased, as output " + outputId
                        + ", and is not stored again; stop sending it, or give a new output an id of its own.");
    }

    private OutputView get(Call call) {
        OutputId id = new OutputId(call.path("id"));
        Duration wait = call.queryDuration("wait", LONGEST_WAIT).orElse(Duration.ZERO);
        // Whether it may be seen is asked before waiting: a key of another pipeline must not learn that it exists.
        return visible(
                call,
                id.value(),
                wait.isZero()
                        ? Blocking.call(() -> verdicts.find(id))
                        : verdicts.await(id, wait, view -> call.caller().sees(view.pipeline())));
    }

    private static OutputView visible(Call call, String id, Optional<OutputView> found) {
        return found.filter(view -> call.sees(view.pipeline()))
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown-output", "There is no output " + id + " for this key; check the id of the receipt."));
    }
}
