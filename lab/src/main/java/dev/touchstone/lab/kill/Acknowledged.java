package dev.touchstone.lab.kill;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What the server has acknowledged, one line each, written before it counts. Thread-safe.
public final class Acknowledged implements AutoCloseable {
    private final Writer file;
    private final List<Stored> stored = new ArrayList<>();
    private final List<Decided> decided = new ArrayList<>();

    /// An output for which a receipt came back.
    public record Stored(OutputId outputId, String externalId, String bodyHash) {}

    /// A review whose decision was confirmed.
    public record Decided(ReviewId reviewId, String decisionId) {}

    public Acknowledged(Path path) throws IOException {
        file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public synchronized void acknowledged(OutputReceipt receipt, NewOutput output) {
        Stored entry = new Stored(receipt.id(), output.externalId(), hash(output));
        write("output\t" + entry.outputId() + "\t" + entry.externalId() + "\t" + entry.bodyHash());
        stored.add(entry);
    }

    public synchronized void decided(Review review) {
        if (review.decision() == null) {
            throw new IllegalStateException("a confirmed decision is not in the answer: " + review);
        }
        Decided entry = new Decided(review.id(), review.decision().id());
        write("decision\t" + entry.reviewId() + "\t" + entry.decisionId());
        decided.add(entry);
    }

    private void write(String line) {
        try {
            file.write(line + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every acknowledged output, oldest first.
    public synchronized List<Stored> stored() {
        return List.copyOf(stored);
    }

    public synchronized List<Decided> decided() {
        return List.copyOf(decided);
    }

    /// SHA-256 over the canonical JSON of a body, as posted or as it came back.
    static String hash(NewOutput output) {
        try {
            byte[] json = Json.write(output).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
