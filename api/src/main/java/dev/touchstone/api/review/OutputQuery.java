package dev.touchstone.api.review;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Which outputs are searched for; each further condition narrows. Immutable.
public final class OutputQuery {
    /// Every output that the key may see.
    public static final OutputQuery ALL = new OutputQuery(Map.of());

    private final Map<String, String> conditions;

    private OutputQuery(Map<String, String> conditions) {
        this.conditions = Map.copyOf(conditions);
    }

    public OutputQuery of(PipelineName pipeline) {
        return with("pipeline", pipeline.value());
    }

    /// The id that the pipeline gave.
    public OutputQuery named(String externalId) {
        return with("external_id", externalId);
    }

    /// Received from then on.
    public OutputQuery since(Instant from) {
        return with("since", from.toString());
    }

    /// Received before.
    public OutputQuery until(Instant to) {
        return with("until", to.toString());
    }

    public OutputQuery model(String model) {
        return with("model", model);
    }

    public OutputQuery promptVersion(String version) {
        return with("prompt_version", version);
    }

    public OutputQuery stratum(String stratum) {
        return with("stratum", stratum);
    }

    /// Why it was reviewed.
    public OutputQuery reason(RouteReason reason) {
        return with("reason", reason.wire());
    }

    public OutputQuery status(OutputStatus status) {
        return with("status", status.wire());
    }

    /// What the verdict in force is.
    public OutputQuery verdict(DecisionAction action) {
        return with("verdict", action.wire());
    }

    /// Who gave the verdict in force.
    public OutputQuery reviewer(ReviewerId reviewer) {
        return with("reviewer", reviewer.value());
    }

    /// A key of the metadata and its value.
    public OutputQuery metadata(String key, String value) {
        return with("metadata_key", key).with("metadata_value", value);
    }

    private OutputQuery with(String name, String value) {
        Map<String, String> more = new TreeMap<>(conditions);
        more.put(name, value);
        return new OutputQuery(more);
    }

    /// As parameters of the request.
    public Map<String, String> parameters() {
        return new TreeMap<>(conditions);
    }
}
