package dev.touchstone.backend.feedback.event;

import dev.touchstone.api.feedback.FeedbackLine;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.LineReader;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Problems;
import dev.touchstone.backend.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One batch of events: every line is taken or refused by itself, and all are handed to the writer before the first is
/// waited for. Blank lines count, so that the numbers in the answer are those of the request.
final class EventLines {
    private static final int MOST_LINES = 1000;

    private final FeedbackIntake intake;
    private final Call call;
    private final int maxLineBytes;

    EventLines(FeedbackIntake intake, Call call, int maxLineBytes) {
        this.intake = intake;
        this.call = call;
        this.maxLineBytes = maxLineBytes;
    }

    void run() throws IOException {
        if (call.bodyLines() > MOST_LINES) {
            throw ApiProblem.badRequest(
                    "batch-too-long",
                    "The batch has more than " + MOST_LINES + " lines; split it, nothing was stored.");
        }
        List<CompletableFuture<FeedbackLine>> answers = submitAll();
        ByteArrayOutputStream out = new ByteArrayOutputStream(answers.size() * 128);
        for (CompletableFuture<FeedbackLine> answer : answers) {
            out.write(Json.mapper().writeValueAsBytes(answer.join()));
            out.write('\n');
        }
        call.status(200);
        call.bytes(Endpoint.NDJSON, out.toByteArray());
    }

    private List<CompletableFuture<FeedbackLine>> submitAll() throws IOException {
        LineReader lines = new LineReader(call.bodyStream(Endpoint.NDJSON), maxLineBytes);
        List<CompletableFuture<FeedbackLine>> answers = new ArrayList<>();
        try {
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                answers.add(submit((int) line.number(), line));
            }
        } catch (LineReader.NotUtf8 e) {
            throw RequestBody.notUtf8();
        }
        if (answers.isEmpty()) {
            throw ApiProblem.badRequest("empty-batch", "The batch has no lines; send one JSON document per line.");
        }
        return answers;
    }

    private CompletableFuture<FeedbackLine> submit(int number, LineReader.Line line) {
        try {
            if (line.tooLong()) {
                throw Problems.tooLarge();
            }
            NewFeedback event = RequestBody.read(line.bytes(), NewFeedback.class);
            EventRoutes.requireSight(call, event);
            return intake.accept(event)
                    .thenApply(answer -> answered(number, event, answer))
                    .exceptionally(failure -> refused(number, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(refused(number, e));
        }
    }

    private static FeedbackLine answered(int number, NewFeedback event, FeedbackIntake.Answer answer) {
        return switch (answer) {
            case FeedbackIntake.Answer.Stored stored -> new FeedbackLine(number, 201, stored.receipt(), null);
            case FeedbackIntake.Answer.Known known -> new FeedbackLine(number, 200, known.receipt(), null);
            case FeedbackIntake.Answer.Different other ->
                refused(number, EventRoutes.different(event.eventId(), other.id()));
        };
    }

    private static FeedbackLine refused(int number, Throwable failure) {
        ApiProblem problem = Problems.of(failure);
        return new FeedbackLine(number, problem.problem().status(), null, problem.problem());
    }
}
