package dev.touchstone.backend.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class RouterProperties {
    /// What makes every later figure honest: over u, exactly a share π of the outputs with these facts is reviewed.
    @Property
    void anOutputIsReviewedExactlyWhenItsKeyLiesBelowItsInclusionProbability(
            @ForAll @DoubleRange(min = 0, max = 1) double confidence,
            @ForAll @DoubleRange(min = 0, max = 1) double threshold,
            @ForAll @DoubleRange(min = 0, max = 1) double auditRate,
            @ForAll @DoubleRange(min = 0, max = 1) double doubtfulShare,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double u) {
        Policy policy = Json.read(
                "{\"confidence_threshold\":" + threshold + ",\"audit_rate\":" + auditRate + "}", Policy.class);

        Route route = Router.route(policy, new Router.Facts(confidence, Map.of(), Map.of()), u, doubtfulShare);

        assertThat(route instanceof Route.ToReview).isEqualTo(u < route.inclusionProbability());
        assertThat(route.inclusionProbability())
                .isEqualTo(confidence < threshold ? Math.max(auditRate, doubtfulShare) : auditRate);
        boolean audited =
                route instanceof Route.ToReview review && review.reasons().contains(RouteReason.RANDOM_AUDIT);
        assertThat(audited).isEqualTo(u < auditRate);
    }

    /// An output with π = 0 could never be reviewed, and no figure would speak of it.
    @Property
    void whereAnythingIsAuditedEveryOutputCanBeReviewed(
            @ForAll @DoubleRange(min = 0, max = 1) double confidence,
            @ForAll @DoubleRange(min = 0, max = 1, minIncluded = false) double auditRate,
            @ForAll @DoubleRange(min = 0, max = 1) double doubtfulShare,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double u) {
        Policy policy = Json.read("{\"audit_rate\":" + auditRate + "}", Policy.class);

        Route route = Router.route(policy, new Router.Facts(confidence, Map.of(), Map.of()), u, doubtfulShare);

        assertThat(route.inclusionProbability())
                .isGreaterThanOrEqualTo(auditRate)
                .isPositive();
    }
}
