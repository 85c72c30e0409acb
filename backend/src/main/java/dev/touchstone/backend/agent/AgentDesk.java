package dev.touchstone.backend.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.golden.FewShotRequest;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.feedback.event.FeedbackIntake;
import dev.touchstone.backend.golden.search.FewShot;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.intake.Intake;
import dev.touchstone.backend.output.OutputBrief;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.request.RequestedReviews;
import dev.touchstone.backend.review.view.Verdicts;
import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Does what agents ask for, as the API's own routes do it. Each tool needs the scope that its route needs.
public final class AgentDesk {
    private static final int LONGEST_WAIT = 50;

    private final Database database;
    private final Parts parts;

    /// Who does the work.
    public record Parts(
            Intake intake,
            Outputs outputs,
            RequestedReviews reviews,
            Verdicts verdicts,
            Pipelines pipelines,
            FewShot fewShot,
            FeedbackIntake feedback) {}

    public AgentDesk(Database database, Parts parts) {
        this.database = database;
        this.parts = parts;
    }

    /// @param key the agent's own id of what it asks; becomes the output's external id
    record Ask(
            String pipeline,
            String key,
            @Nullable Query query,
            @Nullable Context context,
            JsonNode output,
            @Nullable Double confidence,
            @Nullable String model,
            @Nullable String note) {}

    /// @param key as it was asked; or the output's id instead
    /// @param waitSeconds 0 to 50; default 0
    record Wait(
            @Nullable String pipeline,
            @Nullable String key,
            @Nullable OutputId outputId,
            @Nullable Integer waitSeconds) {}

    /// @param k how many, 1 to 20; default 4
    record Like(
            String pipeline,
            JsonNode query,
            @Nullable Context context,
            @Nullable Integer k) {}

    record Felt(
            String pipeline,
            String eventId,
            @Nullable String key,
            @Nullable OutputId outputId,
            @Nullable String actor,
            FeedbackKind kind,
            @Nullable JsonNode value,
            @Nullable String comment,
            @Nullable JsonNode correction) {}

    Object requestReview(Call call, Ask ask) {
        call.requireScope(Scope.OUTPUTS_WRITE);
        call.requireScope(Scope.REVIEWS_WRITE);
        requireSight(call, ask.pipeline());
        NewOutput.Builder output = NewOutput.json(ask.pipeline(), ask.key(), ask.output());
        if (ask.query() != null) {
            output.query(ask.query());
        }
        if (ask.context() != null) {
            output.context(ask.context());
        }
        if (ask.confidence() != null) {
            output.confidence(ask.confidence());
        }
        if (ask.model() != null) {
            output.model(ask.model());
        }
        Intake.Answer answer = parts.intake().accept(output.build()).join();
        OutputId id = stored(ask.key(), answer);
        OutputView before = view(id);
        ReviewRequest wish = new ReviewRequest(null, ask.note());
        OutputRow row = Blocking.call(() -> parts.outputs().find(id)).orElseThrow(() -> unknown(id.value()));
        if (before.status() == OutputStatus.AUTO_APPROVED || before.status() == OutputStatus.CHECKING) {
            Object unused = Blocking.call(
                    () -> parts.reviews().ask(row, wish, "key:" + call.caller().keyId()));
        } else if (answer instanceof Intake.Answer.Stored && before.reviewId() != null) {
            // Routing sends it to people anyway; what the agent has to say of it is said once.
            ReviewId review = before.reviewId();
            Object unused = Blocking.call(() -> parts.reviews().tell(row, review, wish));
        }
        return shown(view(id));
    }

    private static OutputId stored(String key, Intake.Answer answer) {
        return switch (answer) {
            case Intake.Answer.Stored stored -> stored.receipt().id();
            case Intake.Answer.Known known -> known.receipt().id();
            case Intake.Answer.Different other ->
                throw Refused.conflict(
                        "external-id-taken",
                        "Something else was asked with the key '" + key + "' before, as output " + other.outputId()
                                + "; give this question a key of its own.");
            case Intake.Answer.Erased gone ->
                throw Refused.conflict(
                        "output-erased",
                        "What was asked with the key '" + key + "' was erased, as output " + gone.outputId()
                                + "; give a new question a key of its own.");
        };
    }

    Object verdict(Call call, Wait wait) {
        call.requireScope(Scope.OUTPUTS_READ);
        int seconds = wait.waitSeconds() == null ? 0 : wait.waitSeconds();
        if (seconds < 0 || seconds > LONGEST_WAIT) {
            throw new InvalidField("wait_seconds", "must be from 0 to " + LONGEST_WAIT + ", was " + seconds);
        }
        OutputId id = wait.outputId() != null ? wait.outputId() : named(call, wait);
        Optional<OutputView> found = seconds == 0
                ? Blocking.call(() -> parts.verdicts().find(id))
                : parts.verdicts()
                        .await(
                                id,
                                Duration.ofSeconds(seconds),
                                view -> call.caller().sees(view.pipeline()));
        return shown(found.filter(view -> call.sees(view.pipeline())).orElseThrow(() -> unknown(id.value())));
    }

    private OutputId named(Call call, Wait wait) {
        String key = wait.key();
        String pipeline = wait.pipeline();
        if (key == null || pipeline == null) {
            throw new InvalidField("key", "and pipeline, or output_id, say whose verdict it is");
        }
        requireSight(call, pipeline);
        List<OutputBrief> found = Blocking.call(() -> database.reader()
                .withHandle(handle -> Outputs.briefsNamed(handle, new PipelineName(pipeline), List.of(key))));
        return found.stream().map(OutputBrief::id).findFirst().orElseThrow(() -> unknown(key));
    }

    Object fewShot(Call call, Like like) {
        call.requireScope(Scope.EXPORTS_READ);
        requireSight(call, like.pipeline());
        FewShotRequest request = new FewShotRequest(
                like.query(), like.context(), like.k() == null ? 4 : like.k(), GoldenSplit.TRAIN, null, null, Map.of());
        return Blocking.call(() ->
                parts.fewShot().answer(parts.pipelines().require(new PipelineName(like.pipeline())), request));
    }

    Object feedback(Call call, Felt felt) {
        call.requireScope(Scope.FEEDBACK_WRITE);
        requireSight(call, felt.pipeline());
        NewFeedback event = new NewFeedback(
                felt.pipeline(),
                felt.eventId(),
                felt.outputId(),
                felt.key(),
                felt.actor(),
                felt.kind(),
                felt.value(),
                felt.comment(),
                felt.correction(),
                null);
        return switch (parts.feedback().accept(event).join()) {
            case FeedbackIntake.Answer.Stored stored -> stored.receipt();
            case FeedbackIntake.Answer.Known known -> known.receipt();
            case FeedbackIntake.Answer.Different other ->
                throw Refused.conflict(
                        "event-id-taken",
                        "event_id '" + felt.eventId() + "' was sent before with something else, as event " + other.id()
                                + "; give this event an id of its own.");
        };
    }

    private OutputView view(OutputId id) {
        return Blocking.call(() -> parts.verdicts().find(id)).orElseThrow(() -> unknown(id.value()));
    }

    /// What an agent needs to go on: whether it waits, what people said, and the answer that stands.
    private static ObjectNode shown(OutputView view) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("output_id", view.id().value()).put("key", view.externalId());
        if (view.reviewId() != null) {
            shown.put("review_id", view.reviewId().value());
        }
        Decision verdict = view.verdict();
        shown.put(
                "state",
                view.status() == OutputStatus.IN_REVIEW
                        ? "waiting"
                        : view.status().wire());
        if (verdict != null) {
            shown.put("action", verdict.action().wire());
            shown.set("verdict", Json.mapper().valueToTree(verdict));
            JsonNode corrected = verdict.correction().correctedOutput();
            JsonNode stands = corrected != null
                    ? corrected
                    : view.body() == null ? null : view.body().output();
            if (stands != null) {
                shown.set("final_output", stands);
            }
        }
        return shown;
    }

    private static void requireSight(Call call, String pipeline) {
        call.requireSight(
                new PipelineName(pipeline), "unknown-pipeline", "Pipeline '" + pipeline + "' is unknown to this key.");
    }

    private static Refused unknown(String what) {
        return Refused.unknown(
                "unknown-output",
                "Nothing was asked as '" + what + "' that this key may see; call request_review first.");
    }
}
