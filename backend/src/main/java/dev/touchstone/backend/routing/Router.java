package dev.touchstone.backend.routing;

import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Routes outputs. One key serves every random route: with probabilities p_r per reason, an output is reviewed
/// when u < max p_r, so π = max p_r, and { u < audit rate } stays a random sample of everything, at the audit's
/// own rates (one permanent random number per unit: Ohlsson 1995). A reason that is certain has p_r = 1, or the
/// share of doubtful outputs that the reviewer budget allows. What the judge may release is reviewed all the
/// same, with the audit's π: it is the only part of that probability that does not depend on what the judge
/// will say.
public final class Router {
    private Router() {}

    /// What routing looks at.
    ///
    /// @param confidence the overall confidence, 0 to 1; null when there is none
    /// @param attributes the attributes by name
    /// @param stratumKeys the stratum keys
    /// @param checked whether a check will give it a confidence, because it has none
    public record Facts(
            @Nullable Double confidence,
            Map<String, Attribute> attributes,
            Map<String, String> stratumKeys,
            boolean checked) {
        /// Of an output that nothing checks.
        public Facts(@Nullable Double confidence, Map<String, Attribute> attributes, Map<String, String> stratumKeys) {
            this(confidence, attributes, stratumKeys, false);
        }
    }

    /// Total: every output has a route.
    ///
    /// @param u the output's sampling key, in [0, 1)
    public static Route route(Policy policy, Facts facts, double u) {
        return route(policy, facts, u, 1, null);
    }

    /// As above, under a reviewer budget.
    public static Route route(Policy policy, Facts facts, double u, double doubtfulShare) {
        return route(policy, facts, u, doubtfulShare, null);
    }

    /// As above, under a reviewer budget and an active audit. Doubtful outputs and strata with an audit rate of
    /// their own are audited plainly.
    ///
    /// @param doubtfulShare the probability with which an output that a rule finds doubtful is reviewed, 0 to 1
    /// @param bands of the active audit; null for a plain one
    public static Route route(Policy policy, Facts facts, double u, double doubtfulShare, @Nullable AuditBands bands) {
        List<RouteReason> reasons = doubts(policy, facts);
        double auditRate = ownRate(policy, facts.stratumKeys())
                .orElse(bands == null || !reasons.isEmpty() ? policy.auditRate() : bands.atIntake(facts.confidence()));
        boolean audited = u < auditRate;

        double reviewed = reasons.isEmpty() ? auditRate : Math.max(auditRate, doubtfulShare);
        // Whether a person sees what the judge may release depends on what the judge says; only the audit does not.
        double inclusion = mayBeReleased(policy, reasons) ? auditRate : reviewed;
        if (u >= reviewed) {
            return facts.checked() && reasons.isEmpty()
                    ? new Route.Checking(inclusion, auditRate)
                    : new Route.AutoApprove(inclusion, auditRate);
        }
        if (audited) {
            reasons.add(RouteReason.RANDOM_AUDIT);
        }
        return new Route.ToReview(inclusion, auditRate, reasons, audited, risk(policy, facts.confidence()));
    }

    /// Routes an output that waited for a check, by the key it was drawn with: its probability becomes that of the
    /// doubtful when its confidence is too low, and stays the audit's otherwise. What the check says depends on the
    /// output alone, so { u < audit rate } stays what it was.
    ///
    /// @param doubtfulShare what was in force for doubtful outputs when it arrived, 0 to 1
    /// @param confidence what the check gave it, 0 to 1; null when it gave none
    public static Route settled(
            Policy policy, double u, double auditRate, double doubtfulShare, @Nullable Double confidence) {
        List<RouteReason> reasons = confidenceDoubts(policy, confidence);
        double inclusion = reasons.isEmpty() ? auditRate : Math.max(auditRate, doubtfulShare);
        if (u >= inclusion) {
            return new Route.AutoApprove(inclusion, auditRate);
        }
        boolean audited = u < auditRate;
        if (audited) {
            reasons.add(RouteReason.RANDOM_AUDIT);
        }
        return new Route.ToReview(inclusion, auditRate, reasons, audited, risk(policy, confidence));
    }

    private static OptionalDouble ownRate(Policy policy, Map<String, String> stratumKeys) {
        return policy.strata().rates().stream()
                .filter(rate -> rate.matches(stratumKeys))
                .mapToDouble(rate -> rate.rate())
                .findFirst();
    }

    /// The reasons that do not depend on chance.
    private static List<RouteReason> doubts(Policy policy, Facts facts) {
        // What a check will say is not known yet.
        List<RouteReason> reasons = facts.checked() ? new ArrayList<>() : confidenceDoubts(policy, facts.confidence());
        if (policy.attributeRules() != null && holds(policy.attributeRules(), facts.attributes())) {
            reasons.add(RouteReason.ATTRIBUTE_RULE);
        }
        return reasons;
    }

    private static List<RouteReason> confidenceDoubts(Policy policy, @Nullable Double confidence) {
        List<RouteReason> reasons = new ArrayList<>(3);
        if (confidence == null) {
            if (policy.missingConfidence() == Policy.MissingConfidence.REVIEW) {
                reasons.add(RouteReason.MISSING_CONFIDENCE);
            }
        } else if (confidence < policy.confidenceThreshold()) {
            reasons.add(RouteReason.LOW_CONFIDENCE);
        }
        return reasons;
    }

    private static boolean mayBeReleased(Policy policy, List<RouteReason> doubts) {
        return policy.judgeMayRelease() && !doubts.isEmpty() && !doubts.contains(RouteReason.ATTRIBUTE_RULE);
    }

    private static double risk(Policy policy, @Nullable Double confidence) {
        return confidence == null ? 0 : Math.max(0, policy.confidenceThreshold() - confidence);
    }

    private static boolean holds(Rule rule, Map<String, Attribute> attributes) {
        return switch (rule) {
            case Rule.Any any -> any.rules().stream().anyMatch(inner -> holds(inner, attributes));
            case Rule.All all -> all.rules().stream().allMatch(inner -> holds(inner, attributes));
            case Rule.Below below ->
                named(below.attribute(), attributes).stream()
                        .anyMatch(attribute ->
                                attribute.confidence() != null && attribute.confidence() < below.threshold());
            case Rule.Missing missing -> {
                Attribute attribute = attributes.get(missing.attribute());
                yield attribute == null || attribute.missing();
            }
            case Rule.MissingConfidence unsure ->
                named(unsure.attribute(), attributes).stream()
                        .anyMatch(attribute -> !attribute.missing() && attribute.confidence() == null);
        };
    }

    private static List<Attribute> named(String name, Map<String, Attribute> attributes) {
        if (name.equals("*")) {
            return List.copyOf(attributes.values());
        }
        Attribute attribute = attributes.get(name);
        return attribute == null ? List.of() : List.of(attribute);
    }
}
