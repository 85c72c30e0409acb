package dev.touchstone.backend.http;

import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.LineReader;
import dev.touchstone.api.wire.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One batch request: every line is a document of its own, taken or refused by itself, with an answer line each. All
/// lines are handed over before the first is waited for, so they share transactions. Blank lines count, so that the
/// numbers in the answer are those of the request, and are otherwise left out.
///
/// @param type of a document
/// @param maxLineBytes how large one line may be
/// @param taker hands a document over; what it throws refuses the line
/// @param refusal the answer line of a refused one
/// @param <T> a document
/// @param <L> an answer line
public record LineBatch<T, L>(Class<T> type, int maxLineBytes, Taker<T, L> taker, Refusal<L> refusal) {
    private static final int MOST_LINES = 1000;
    private static final int ANSWER_BYTES = 256;

    /// Hands one document over.
    public interface Taker<T, L> {
        /// @param number of the line, from 1
        CompletableFuture<L> take(Call call, int number, T document);
    }

    /// What is said of a line that was refused.
    public interface Refusal<L> {
        L of(int number, Problem problem);
    }

    /// Reads the body and answers.
    ///
    /// @throws ApiProblem 400 when the batch as a whole cannot be taken; nothing of it is stored then
    public void run(Call call) throws IOException {
        List<CompletableFuture<L>> answers = takeAll(call);
        ByteArrayOutputStream out = new ByteArrayOutputStream(answers.size() * ANSWER_BYTES);
        for (CompletableFuture<L> answer : answers) {
            out.write(Json.mapper().writeValueAsBytes(answer.join()));
            out.write('\n');
        }
        call.bytes(Endpoint.NDJSON, out.toByteArray());
    }

    /// One line at a time: what was handed over is let go of.
    private List<CompletableFuture<L>> takeAll(Call call) throws IOException {
        // Before the first is taken, so that a batch that has to be split is not stored in part.
        if (call.bodyLines() > MOST_LINES) {
            throw ApiProblem.badRequest(
                    "batch-too-long",
                    "The batch has more than " + MOST_LINES + " lines; split it, nothing was stored.");
        }
        LineReader lines = new LineReader(call.bodyStream(Endpoint.NDJSON), maxLineBytes);
        List<CompletableFuture<L>> answers = new ArrayList<>();
        try {
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                answers.add(take(call, (int) line.number(), line));
            }
        } catch (LineReader.NotUtf8 e) {
            throw RequestBody.notUtf8();
        }
        if (answers.isEmpty()) {
            throw ApiProblem.badRequest("empty-batch", "The batch has no lines; send one JSON document per line.");
        }
        return answers;
    }

    private CompletableFuture<L> take(Call call, int number, LineReader.Line line) {
        try {
            if (line.tooLong()) {
                throw Problems.tooLarge();
            }
            return taker.take(call, number, RequestBody.read(line.bytes(), type))
                    .exceptionally(failure -> refused(number, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(refused(number, e));
        }
    }

    private L refused(int number, Throwable failure) {
        return refusal.of(number, Problems.of(failure).problem());
    }
}
