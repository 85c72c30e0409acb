package dev.touchstone.backend.feedback.event;

import dev.touchstone.api.feedback.FeedbackLine;
import dev.touchstone.api.feedback.FeedbackReceipt;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.LineBatch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// `POST /v1/feedback` · `POST /v1/feedback:batch`
public final class EventRoutes {
    private final FeedbackIntake intake;
    private final LineBatch<NewFeedback, FeedbackLine> batch;

    /// @param maxLineBytes how large one line of a batch may be
    public EventRoutes(FeedbackIntake intake, int maxLineBytes) {
        this.intake = intake;
        this.batch = new LineBatch<>(
                NewFeedback.class,
                maxLineBytes,
                this::take,
                (line, problem) -> new FeedbackLine(line, problem.status(), null, problem));
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/v1/feedback",
                                "postFeedback",
                                "Stores what a user did with an output, and answers once that is durable.")
                        .scope(Scope.FEEDBACK_WRITE)
                        .takes(NewFeedback.class)
                        .answers(201, FeedbackReceipt.class)
                        .meaning("The event is stored.")
                        .orAnswers(200, "The same event was stored before; this is the answer it got then.")
                        .orRefuses(404, "The pipeline is unknown, or the output is not one of it.")
                        .orRefuses(409, "Another event has this id.")
                        .parks()
                        .by(this::post),
                Endpoint.post(
                                "/v1/feedback:batch",
                                "postFeedbackBatch",
                                "Stores up to 1,000 events, one per line, with an answer per line.")
                        .scope(Scope.FEEDBACK_WRITE)
                        .takes(NewFeedback.class, Endpoint.NDJSON)
                        .answers(FeedbackLine.class, Endpoint.NDJSON)
                        .by(this::postBatch));
    }

    private @Nullable Object post(Call call) throws IOException {
        if (call.hasMediaType(Endpoint.NDJSON)) {
            return postBatch(call);
        }
        NewFeedback event = call.body(NewFeedback.class);
        requireSight(call, event);
        return switch (intake.accept(event).join()) {
            case FeedbackIntake.Answer.Stored stored -> stored.receipt();
            case FeedbackIntake.Answer.Known known -> {
                call.status(200);
                yield known.receipt();
            }
            case FeedbackIntake.Answer.Different other -> throw different(event.eventId(), other.id());
        };
    }

    private @Nullable Object postBatch(Call call) throws IOException {
        call.status(200);
        batch.run(call);
        return null;
    }

    private CompletableFuture<FeedbackLine> take(Call call, int line, NewFeedback event) {
        requireSight(call, event);
        String eventId = event.eventId();
        return intake.accept(event).thenApply(answer -> switch (answer) {
            case FeedbackIntake.Answer.Stored stored -> new FeedbackLine(line, 201, stored.receipt(), null);
            case FeedbackIntake.Answer.Known known -> new FeedbackLine(line, 200, known.receipt(), null);
            case FeedbackIntake.Answer.Different other -> throw different(eventId, other.id());
        });
    }

    private static void requireSight(Call call, NewFeedback event) {
        call.requireSight(
                new PipelineName(event.pipeline()),
                "unknown-pipeline",
                "Pipeline '" + event.pipeline() + "' is unknown to this key.");
    }

    private static ApiProblem different(String eventId, String id) {
        return ApiProblem.conflict(
                "event-id-taken",
                "event_id '" + eventId + "' was posted before with another body, as event " + id
                        + "; events never change, so give the new one an id of its own.");
    }
}
