package dev.touchstone.backend.output;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.ledger.ContentHash;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// A row of the output table. Everything but `body` and its review is fixed when it is written.
///
/// @param id UUIDv7
/// @param bodyHash the first 128 bits of the SHA-256 of the canonical body, in base64url
/// @param receivedAtMs when it was stored, epoch milliseconds
/// @param body the canonical JSON of the [NewOutput]; null once retention has removed it
public record OutputRow(
        OutputId id,
        PipelineName pipeline,
        String externalId,
        String bodyHash,
        long receivedAtMs,
        @Nested OutputFacts facts,
        @Nested Draw draw,
        @Nested RouteTaken routed,
        @Nullable String body) {

    /// The same output for a review that no chance drew.
    public OutputRow outsideOfEverySample() {
        return new OutputRow(
                id, pipeline, externalId, bodyHash, receivedAtMs, facts, draw.outsideOfEverySample(), routed, body);
    }

    /// The same output for a review that was drawn otherwise.
    public OutputRow drawn(Draw other) {
        return new OutputRow(id, pipeline, externalId, bodyHash, receivedAtMs, facts, other, routed, body);
    }

    /// The same output for a review that chance drew with another probability once its score was known.
    public OutputRow drawnWith(double probability) {
        return drawn(new Draw(draw.u(), probability, probability));
    }

    /// Over everything that is fixed when it is written, but the text itself. What belongs with nothing and names no
    /// examples has the hash that it had before there were clusters and examples.
    String factsHash() {
        String facts = factsButTheCluster();
        String clustered = facts().clusterKey() == null ? facts : ContentHash.of(facts, facts().clusterKey());
        return facts().fewShot() ? ContentHash.of(clustered, "few_shot") : clustered;
    }

    private String factsButTheCluster() {
        return ContentHash.of(
                id,
                pipeline,
                externalId,
                bodyHash,
                receivedAtMs,
                facts.hour(),
                facts.policyVersion(),
                facts.stratum(),
                facts.model(),
                facts.promptVersion(),
                facts.confidence(),
                draw.u(),
                draw.pi(),
                draw.auditRate(),
                routed.route(),
                routed.reasons());
    }

    /// Over the text; empty once it is removed.
    Optional<String> textHash() {
        return body == null ? Optional.empty() : Optional.of(ContentHash.of(body));
    }

    public @Nullable NewOutput parsedBody() {
        return body == null ? null : Json.read(body, NewOutput.class);
    }
}
