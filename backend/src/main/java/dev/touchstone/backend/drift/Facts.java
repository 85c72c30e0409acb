package dev.touchstone.backend.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.pipeline.Pipelines;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns stored reviews into what detectors take.
final class Facts {
    private static final TypeReference<Map<String, Stored>> STORED = new TypeReference<>() {};
    private static final Set<String> RIGHT = Set.of("correct", "absent");
    private static final Set<RouteReason> DOUBTS =
            Set.of(RouteReason.LOW_CONFIDENCE, RouteReason.MISSING_CONFIDENCE, RouteReason.ATTRIBUTE_RULE);

    private static final long HOUR_MS = 3_600_000;

    private final PipelineName pipeline;
    private final Pipelines pipelines;
    private final Certificates certificates;

    Facts(PipelineName pipeline, Pipelines pipelines, Certificates certificates) {
        this.pipeline = pipeline;
        this.pipelines = pipelines;
        this.certificates = certificates;
    }

    private record Stored(String outcome, @Nullable Double confidence) {}

    AuditFact of(FactRow row) {
        Policy policy = pipelines.policy(pipeline, row.policyVersion());
        return new AuditFact(
                new ReviewId(row.id()),
                row.hour() * HOUR_MS,
                row.promptVersion(),
                row.stratum(),
                row.u() < policy.auditRate(),
                row.auditRate() != policy.auditRate(),
                row.action() == null ? null : !DecisionAction.APPROVE.wire().equals(row.action()),
                speech(row),
                attributes(row.outcomes()),
                release(row, policy),
                judged(row));
    }

    /// A rejection names what it wants to; an edit without a word on attributes was one of the text.
    private static AuditFact.Speech speech(FactRow row) {
        boolean partial = DecisionAction.REJECT.wire().equals(row.action())
                || DecisionAction.EDIT.wire().equals(row.action()) && row.outcomes() == null;
        return partial ? AuditFact.Speech.PARTIAL : AuditFact.Speech.FULL;
    }

    private static Map<String, Boolean> attributes(@Nullable String outcomes) {
        if (outcomes == null) {
            return Map.of();
        }
        try {
            Map<String, Boolean> wrong = new HashMap<>();
            Json.mapper()
                    .readValue(outcomes, STORED)
                    .forEach((name, found) -> wrong.put(name, !RIGHT.contains(found.outcome())));
            return wrong;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Only what would have gone out had chance not drawn it.
    private AuditFact.@Nullable Release release(FactRow row, Policy policy) {
        List<RouteReason> reasons = RouteTaken.parse(row.reasons());
        return reasons.stream().anyMatch(DOUBTS::contains)
                ? null
                : certificates.at(row.policyVersion(), policy.confidenceThreshold());
    }

    private static AuditFact.@Nullable Judged judged(FactRow row) {
        return row.judgeVersion() == null
                ? null
                : new AuditFact.Judged(
                        row.judgeVersion(), JudgeVerdict.APPROVE.wire().equals(row.judgeVerdict()));
    }
}
