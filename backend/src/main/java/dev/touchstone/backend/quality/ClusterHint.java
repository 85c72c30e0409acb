package dev.touchstone.backend.quality;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.backend.store.Database;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks for clusters where the outputs seem to have some: metadata that name a session, a conversation or a
/// user. Looks at a few outputs, so that it takes as long with many as with few. Thread-safe.
final class ClusterHint {
    private static final int LOOKED_AT = 10;
    private static final int LONGEST_BODY = 100_000;
    private static final Set<String> TELLING = Set.of(
            "sessionid",
            "conversationid",
            "chatid",
            "dialogid",
            "dialogueid",
            "threadid",
            "userid",
            "customerid",
            "accountid",
            "documentid",
            "docid");

    private final Database database;

    ClusterHint(Database database) {
        this.database = database;
    }

    /// A sentence; empty when some reviewed output names its cluster, or none has such metadata.
    Optional<String> of(Observed observed) {
        if (observed.reviews().isEmpty() || observed.reviews().stream().anyMatch(review -> review.cluster() != null)) {
            return Optional.empty();
        }
        List<String> newest = observed.reviews().stream()
                .map(ReviewFact::outputId)
                .map(id -> id.value())
                .sorted(Comparator.reverseOrder())
                .limit(LOOKED_AT)
                .toList();
        List<JsonNode> outputs =
                database.reader().withExtension(ObservedDao.class, dao -> dao.bodies(newest, LONGEST_BODY)).stream()
                        .map(body -> Json.read(body, JsonNode.class).path("metadata"))
                        .toList();
        return outputs.stream()
                .flatMap(metadata -> metadata.properties().stream().map(Map.Entry::getKey))
                .distinct()
                .filter(ClusterHint::telling)
                .filter(key -> outputs.stream()
                                        .filter(metadata -> names(metadata, key))
                                        .count()
                                * 2
                        >= outputs.size())
                .sorted()
                .findFirst()
                .map(key -> "The outputs' metadata have '" + key
                        + "', and no cluster is known. If outputs that share it are"
                        + " alike, the intervals of the process and of differences are too narrow: say cluster_by: "
                        + key
                        + " in the policy, or send cluster with each output. Where they are not, it costs nothing.");
    }

    private static boolean telling(String key) {
        return TELLING.contains(key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }

    private static boolean names(JsonNode metadata, String key) {
        JsonNode value = metadata.path(key);
        return value.isTextual() || value.isIntegralNumber();
    }
}
