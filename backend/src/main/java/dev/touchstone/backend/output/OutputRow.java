package dev.touchstone.backend.output;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.ledger.ContentHash;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row of the output table. Everything but `body` and `reviewId` is fixed when it is written.
///
/// @param id UUIDv7
/// @param bodyHash the first 128 bits of the SHA-256 of the canonical body, in base64url
/// @param receivedAtMs when it was stored, epoch milliseconds
/// @param hour the epoch hour the output counts for
/// @param stratum the name of its stratum
/// @param model the model's name, `-` when none was given
/// @param promptVersion the prompt version, `-` when none was given
/// @param u the sampling key, in [0, 1)
/// @param pi the inclusion probability, 0 to 1
/// @param auditRate the probability of the random audit alone, 0 to 1
/// @param reasons reasons of the route, comma-separated
/// @param reviewId its latest review
/// @param body the canonical JSON of the [NewOutput]; null once retention has removed it
public record OutputRow(
        String id,
        String pipeline,
        String externalId,
        String bodyHash,
        long receivedAtMs,
        long hour,
        int policyVersion,
        String stratum,
        String model,
        String promptVersion,
        @Nullable Double confidence,
        double u,
        double pi,
        double auditRate,
        String route,
        String reasons,
        @Nullable String reviewId,
        @Nullable String body) {
    /// Stands for a model or prompt version that was not given.
    public static final String UNSPECIFIED = "-";

    /// The same output for a review that no chance drew: with it, no estimate takes the review for a part of a
    /// sample.
    public OutputRow outsideOfEverySample() {
        return new OutputRow(
                id,
                pipeline,
                externalId,
                bodyHash,
                receivedAtMs,
                hour,
                policyVersion,
                stratum,
                model,
                promptVersion,
                confidence,
                u,
                0,
                0,
                route,
                reasons,
                reviewId,
                body);
    }

    /// Over everything that is fixed when it is written, but the text itself.
    String factsHash() {
        return ContentHash.of(
                id,
                pipeline,
                externalId,
                bodyHash,
                receivedAtMs,
                hour,
                policyVersion,
                stratum,
                model,
                promptVersion,
                confidence,
                u,
                pi,
                auditRate,
                route,
                reasons);
    }

    /// Over the text; empty once it is removed.
    Optional<String> textHash() {
        return body == null ? Optional.empty() : Optional.of(ContentHash.of(body));
    }

    public @Nullable NewOutput parsedBody() {
        return body == null ? null : Json.read(body, NewOutput.class);
    }

    public RouteName routeName() {
        return WireEnum.read(RouteName.class, route);
    }

    public List<RouteReason> reasonList() {
        return parseReasons(reasons);
    }

    public static List<RouteReason> parseReasons(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(name -> WireEnum.read(RouteReason.class, name))
                        .toList();
    }

    public static String formatReasons(List<RouteReason> reasons) {
        return String.join(",", reasons.stream().map(RouteReason::wire).toList());
    }
}
