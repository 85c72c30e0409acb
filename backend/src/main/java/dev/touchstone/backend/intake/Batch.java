package dev.touchstone.backend.intake;

import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Problems;
import dev.touchstone.backend.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// One batch request: every line is an output of its own, taken or refused by itself. All lines are handed to the
/// writer before the first is waited for, so they share its transactions.
final class Batch {
    private static final int MOST_LINES = 1000;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Intake intake;
    private final Call call;
    private final int maxBytes;
    private final int maxLineBytes;
    private final Semaphore memory;
    private int held;

    /// @param memory bytes that all batches may hold together
    Batch(Intake intake, Call call, int maxBytes, int maxLineBytes, Semaphore memory) {
        this.intake = intake;
        this.call = call;
        this.maxBytes = maxBytes;
        this.maxLineBytes = maxLineBytes;
        this.memory = memory;
    }

    void run() throws IOException {
        try {
            takeIn(readLines());
        } finally {
            memory.release(held);
        }
    }

    private void takeIn(List<byte[]> lines) throws IOException {
        List<CompletableFuture<BatchLine>> answers = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            answers.add(submit(i + 1, lines.get(i)));
        }
        try (OutputStream out = call.stream(Endpoint.NDJSON)) {
            for (CompletableFuture<BatchLine> answer : answers) {
                out.write(Json.mapper().writeValueAsBytes(answer.join()));
                out.write('\n');
            }
        }
    }

    private CompletableFuture<BatchLine> submit(int number, byte[] line) {
        try {
            if (line.length > maxLineBytes) {
                throw Problems.tooLarge();
            }
            NewOutput output = RequestBody.read(line, NewOutput.class);
            IntakeRoutes.requireSight(call.caller(), output);
            return intake.accept(output)
                    .thenApply(answer -> answered(number, output, answer))
                    .exceptionally(failure -> refused(number, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(refused(number, e));
        }
    }

    private static BatchLine answered(int number, NewOutput output, Intake.Answer answer) {
        return switch (answer) {
            case Intake.Answer.Stored stored -> new BatchLine(number, 201, stored.receipt(), null);
            case Intake.Answer.Known known -> new BatchLine(number, 200, known.receipt(), null);
            case Intake.Answer.Different other -> refused(number, IntakeRoutes.different(output, other.outputId()));
        };
    }

    private static BatchLine refused(int number, Throwable failure) {
        ApiProblem problem = Problems.of(failure);
        return new BatchLine(number, problem.problem().status(), null, problem.problem());
    }

    /// Blank lines count, and are refused, so that the numbers in the answer are those of the request.
    private List<byte[]> readLines() throws IOException {
        InputStream in = call.bodyStream(Endpoint.NDJSON);
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
            if (total > maxBytes) {
                throw Problems.tooLarge();
            }
            hold(read);
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, from, i - from);
                    add(lines, line);
                    from = i + 1;
                }
            }
            line.write(buffer, from, read - from);
        }
        if (line.size() > 0) {
            add(lines, line);
        }
        if (lines.isEmpty()) {
            throw ApiProblem.badRequest("empty-batch", "The batch has no lines; send one JSON document per line.");
        }
        return lines;
    }

    private void hold(int bytes) {
        if (!memory.tryAcquire(bytes)) {
            throw ApiProblem.unavailable(
                    503,
                    "batches-too-large",
                    "Other large batches are being read; nothing of this one was stored. Send it again, or smaller ones.",
                    WAIT);
        }
        held += bytes;
    }

    private static void add(List<byte[]> lines, ByteArrayOutputStream line) {
        if (lines.size() == MOST_LINES) {
            throw ApiProblem.badRequest(
                    "batch-too-long",
                    "The batch has more than " + MOST_LINES + " lines; split it, nothing was stored.");
        }
        lines.add(line.toByteArray());
        line.reset();
    }
}
