package dev.touchstone.backend.intake;

import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
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

/// One batch request: every line is an output of its own, taken or refused by itself. All lines are handed to the
/// writer before the first is waited for, so they share its transactions. Blank lines count, so that the numbers in
/// the answer are those of the request, and are otherwise left out.
final class Batch {
    private static final int MOST_LINES = 1000;

    private final Intake intake;
    private final Call call;
    private final int maxLineBytes;

    Batch(Intake intake, Call call, int maxLineBytes) {
        this.intake = intake;
        this.call = call;
        this.maxLineBytes = maxLineBytes;
    }

    void run() throws IOException {
        List<CompletableFuture<BatchLine>> answers = submitAll();
        ByteArrayOutputStream out = new ByteArrayOutputStream(answers.size() * 256);
        for (CompletableFuture<BatchLine> answer : answers) {
            out.write(Json.mapper().writeValueAsBytes(answer.join()));
            out.write('\n');
        }
        call.bytes(Endpoint.NDJSON, out.toByteArray());
    }

    /// One line at a time: what was handed over is let go of.
    private List<CompletableFuture<BatchLine>> submitAll() throws IOException {
        requireFewLines();
        LineReader lines = new LineReader(call.bodyStream(Endpoint.NDJSON), maxLineBytes);
        List<CompletableFuture<BatchLine>> answers = new ArrayList<>();
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

    private CompletableFuture<BatchLine> submit(int number, LineReader.Line line) {
        try {
            if (line.tooLong()) {
                throw Problems.tooLarge();
            }
            NewOutput output = RequestBody.read(line.bytes(), NewOutput.class);
            IntakeRoutes.requireSight(call, output);
            String externalId = output.externalId();
            return intake.accept(output)
                    .thenApply(answer -> answered(number, externalId, answer))
                    .exceptionally(failure -> refused(number, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(refused(number, e));
        }
    }

    private static BatchLine answered(int number, String externalId, Intake.Answer answer) {
        return switch (answer) {
            case Intake.Answer.Stored stored -> new BatchLine(number, 201, stored.receipt(), null);
            case Intake.Answer.Known known -> new BatchLine(number, 200, known.receipt(), null);
            case Intake.Answer.Different other -> refused(number, IntakeRoutes.different(externalId, other.outputId()));
        };
    }

    private static BatchLine refused(int number, Throwable failure) {
        ApiProblem problem = Problems.of(failure);
        return new BatchLine(number, problem.problem().status(), null, problem.problem());
    }

    /// Before the first is stored, so that a batch that has to be split is not stored in part.
    private void requireFewLines() {
        if (call.bodyLines() > MOST_LINES) {
            throw ApiProblem.badRequest(
                    "batch-too-long",
                    "The batch has more than " + MOST_LINES + " lines; split it, nothing was stored.");
        }
    }
}
