package dev.touchstone.backend.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.audit.AuditPlan;
import dev.touchstone.backend.drift.watch.AuditFact;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.stats.sequential.Stake;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final Map<Integer, AuditPlan> plans;

    /// @param plans of active audits, each of one policy version
    Facts(PipelineName pipeline, Pipelines pipelines, Certificates certificates, List<AuditPlan> plans) {
        this.pipeline = pipeline;
        this.pipelines = pipelines;
        this.certificates = certificates;
        this.plans = plans.stream().collect(Collectors.toMap(AuditPlan::policyVersion, Function.identity()));
    }

    private record Stored(String outcome, @Nullable Double confidence) {}

    AuditFact of(FactRow row) {
        Policy policy = pipelines.policy(pipeline, row.about().policyVersion());
        Chance chance = chance(row, policy.auditRate());
        return new AuditFact(
                new ReviewId(row.id()),
                row.about().hour() * HOUR_MS,
                row.about().promptVersion(),
                row.about().stratum(),
                new AuditFact.Part(chance.common(), chance.ownRate(), chance.stake()),
                new AuditFact.Said(
                        row.decided().action() == null
                                ? null
                                : !DecisionAction.APPROVE
                                        .wire()
                                        .equals(row.decided().action()),
                        speech(row),
                        attributes(row.decided().outcomes())),
                release(row, policy),
                judged(row));
    }

    /// What chance had to do with a review.
    private record Chance(
            boolean common, boolean ownRate, @Nullable Stake stake) {}

    private Chance chance(FactRow row, double rate) {
        AuditPlan plan = plan(row);
        Stake plain = row.draw().u() < rate ? Stake.WHOLE : null;
        if (plan == null) {
            return new Chance(plain != null, row.draw().auditRate() != rate, plain);
        }
        boolean banded =
                plan.rates().contains(row.draw().auditRate()) && row.draw().auditRate() != rate;
        return new Chance(
                row.draw().u() < plan.floorRate(),
                !banded && row.draw().auditRate() != rate,
                banded ? new Stake(rate / row.draw().auditRate(), rate / plan.floorRate()) : plain);
    }

    /// What came before its version had bands was audited plainly.
    private @Nullable AuditPlan plan(FactRow row) {
        AuditPlan plan = plans.get(row.about().policyVersion());
        return plan == null || row.createdAtMs() < plan.createdAt().toEpochMilli() ? null : plan;
    }

    /// Whether the score that decides on the review's probability may still come.
    boolean awaitsScore(FactRow row, Instant now) {
        AuditPlan plan = plan(row);
        return plan != null
                && plan.score() == AuditScore.JUDGE
                && row.draw().auditRate() == plan.floorRate()
                && now.toEpochMilli() <= row.dueAtMs();
    }

    /// A rejection names what it wants to; an edit without a word on attributes was one of the text.
    private static AuditFact.Speech speech(FactRow row) {
        boolean partial = DecisionAction.REJECT.wire().equals(row.decided().action())
                || DecisionAction.EDIT.wire().equals(row.decided().action())
                        && row.decided().outcomes() == null;
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
        List<RouteReason> reasons = RouteTaken.parse(row.draw().reasons());
        return reasons.stream().anyMatch(DOUBTS::contains)
                ? null
                : certificates.at(row.about().policyVersion(), policy.confidenceThreshold());
    }

    private static AuditFact.@Nullable Judged judged(FactRow row) {
        return row.judged().judgeVersion() == null
                ? null
                : new AuditFact.Judged(
                        row.judged().judgeVersion(),
                        JudgeVerdict.APPROVE.wire().equals(row.judged().judgeVerdict()));
    }
}
