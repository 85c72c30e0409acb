package dev.touchstone.api.review;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Which decisions are searched for; each further condition narrows. Immutable.
public final class DecisionQuery {
    /// Every decision that the key may see.
    public static final DecisionQuery ALL = new DecisionQuery(Map.of());

    private final Map<String, String> conditions;

    private DecisionQuery(Map<String, String> conditions) {
        this.conditions = Map.copyOf(conditions);
    }

    /// Of this pipeline and its experiments.
    public DecisionQuery of(PipelineName pipeline) {
        return with("pipeline", pipeline.value());
    }

    /// The id that the pipeline gave the output.
    public DecisionQuery named(String externalId) {
        return with("external_id", externalId);
    }

    /// Decided from then on.
    public DecisionQuery since(Instant from) {
        return with("since", from.toString());
    }

    /// Decided before.
    public DecisionQuery until(Instant to) {
        return with("until", to.toString());
    }

    public DecisionQuery model(String model) {
        return with("model", model);
    }

    public DecisionQuery promptVersion(String version) {
        return with("prompt_version", version);
    }

    public DecisionQuery stratum(String stratum) {
        return with("stratum", stratum);
    }

    /// Why the output was reviewed.
    public DecisionQuery reason(RouteReason reason) {
        return with("reason", reason.wire());
    }

    public DecisionQuery action(DecisionAction action) {
        return with("action", action.wire());
    }

    /// The id of the reason that a rejection gave.
    public DecisionQuery rejectReason(String reason) {
        return with("reject_reason", reason);
    }

    public DecisionQuery reviewer(ReviewerId reviewer) {
        return with("reviewer", reviewer.value());
    }

    /// Who looks: somebody else than the reviewer is not told what they said of an output while others are still to say
    /// theirs.
    public DecisionQuery seenBy(ReviewerId person) {
        return with("seen_by", person.value());
    }

    /// Only verdicts that stand.
    public DecisionQuery inForce() {
        return with("in_force", "true");
    }

    /// A key of the output's metadata and its value.
    public DecisionQuery metadata(String key, String value) {
        return with("metadata_key", key).with("metadata_value", value);
    }

    private DecisionQuery with(String name, String value) {
        Map<String, String> more = new TreeMap<>(conditions);
        more.put(name, value);
        return new DecisionQuery(more);
    }

    /// As parameters of the request.
    public Map<String, String> parameters() {
        return new TreeMap<>(conditions);
    }
}
