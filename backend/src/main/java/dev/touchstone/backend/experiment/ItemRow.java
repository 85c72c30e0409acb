package dev.touchstone.backend.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.experiment.ExperimentGeneration;
import dev.touchstone.api.experiment.ExperimentItem;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.wire.Json;
import java.util.Map;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. What one version answered to one case, or is to answer.
///
/// @param body a [Shown] as JSON; null once retention has removed it
/// @param outputId what reviewers see; null before the start, and of what has failed
public record ItemRow(
        String id,
        @Nested Place place,
        String state,
        @Nullable String body,
        @Nested Written written,
        @Nullable OutputId outputId) {
    /// Where it stands.
    public record Place(String experimentId, String caseId, String version) {}

    /// What its generation took, in millionths of the price table's unit.
    ///
    /// @param failure why no model wrote it; null when one did, or nobody was asked
    /// @param attempts calls of the model that brought nothing of use
    public record Written(@Nullable String failure, int attempts, long costMicros) {}

    static final String READY = "ready";
    static final String WAITING = "waiting";
    static final String FAILED = "failed";

    /// What a reviewer is shown: everything but the version. Two items of a case with the same are reviewed once.
    ///
    /// @param output null while a model is still to write it
    record Shown(
            @Nullable Query query,
            @Nullable Context context,
            @Nullable String expected,
            @Nullable JsonNode output,
            Map<String, Attribute> attributes) {
        Shown {
            attributes = attributes == null ? Map.of() : attributes;
        }

        static Shown of(ExperimentItem item) {
            return new Shown(item.query(), item.context(), item.expected(), item.result(), item.attributes());
        }

        static Shown of(ExperimentGeneration.Case one) {
            return new Shown(one.query(), one.context(), one.expected(), null, Map.of());
        }
    }

    static ItemRow uploaded(String id, String experimentId, ExperimentItem item) {
        String body = Json.write(Shown.of(item));
        return new ItemRow(
                id, new Place(experimentId, item.caseId(), item.version()), READY, body, new Written(null, 0, 0), null);
    }

    static ItemRow toGenerate(String id, String experimentId, String version, ExperimentGeneration.Case one) {
        String body = Json.write(Shown.of(one));
        return new ItemRow(
                id, new Place(experimentId, one.caseId(), version), WAITING, body, new Written(null, 0, 0), null);
    }

    boolean waiting() {
        return state.equals(WAITING);
    }

    boolean ready() {
        return state.equals(READY);
    }

    /// What is shown; null once retention has removed it.
    @Nullable
    Shown shown() {
        return body == null ? null : Json.read(body, Shown.class);
    }
}
