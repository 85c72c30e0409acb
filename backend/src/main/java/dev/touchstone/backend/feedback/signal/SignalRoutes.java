package dev.touchstone.backend.feedback.signal;

import dev.touchstone.api.feedback.OutputFeedback;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.judge.judgment.VisibleOutput;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Database;
import java.util.List;

/// `GET /v1/outputs/{id}/feedback`
public final class SignalRoutes {
    private final Database database;
    private final Outputs outputs;
    private final ReviewQueue queue;

    public SignalRoutes(Database database, Outputs outputs, ReviewQueue queue) {
        this.database = database;
        this.outputs = outputs;
        this.queue = queue;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/v1/outputs/{id}/feedback",
                        "getFeedback",
                        "What users did with an output; withheld while a blind review of it is open.")
                .scope(Scope.OUTPUTS_READ)
                .answers(OutputFeedback.class)
                .by(this::get));
    }

    private OutputFeedback get(Call call) {
        OutputRow output = VisibleOutput.of(call, outputs);
        boolean withheld = output.routed().reviewId() != null
                && queue.underBlindReview(output.routed().reviewId());
        return database.reader().withHandle(handle -> OutputSignals.of(handle, output.id(), withheld));
    }
}
