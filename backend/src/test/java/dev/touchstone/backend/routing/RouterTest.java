package dev.touchstone.backend.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static Policy policy(String json) {
        return Json.read(json, Policy.class);
    }

    private static Router.Facts confidence(@Nullable Double confidence) {
        return new Router.Facts(confidence, Map.of(), Map.of());
    }

    private static Router.Facts attributes(Map<String, Attribute> attributes) {
        return new Router.Facts(0.99, attributes, Map.of());
    }

    private static List<RouteReason> reasons(Route route) {
        return switch (route) {
            case Route.AutoApprove auto -> List.of();
            case Route.Checking checking -> List.of();
            case Route.ToReview review -> review.reasons();
        };
    }

    @Test
    void theThresholdItselfIsConfidentEnough() {
        assertThat(Router.route(Policy.DEFAULT, confidence(0.8), 0.5)).isEqualTo(new Route.AutoApprove(0.05, 0.05));
        assertThat(reasons(Router.route(Policy.DEFAULT, confidence(Math.nextDown(0.8)), 0.5)))
                .containsExactly(RouteReason.LOW_CONFIDENCE);
    }

    @Test
    void aMissingConfidenceIsReviewedUnlessThePolicySaysOtherwise() {
        assertThat(reasons(Router.route(Policy.DEFAULT, confidence(null), 0.5)))
                .containsExactly(RouteReason.MISSING_CONFIDENCE);
        assertThat(reasons(Router.route(policy("{\"missing_confidence\":\"audit\"}"), confidence(null), 0.5)))
                .isEmpty();
    }

    @Test
    void aDoubtfulOutputThatIsAlsoDrawnIsBothAndItsReviewIsBlind() {
        Route route = Router.route(Policy.DEFAULT, confidence(0.5), 0.049);

        assertThat(route).isInstanceOfSatisfying(Route.ToReview.class, review -> {
            assertThat(review.reasons()).containsExactly(RouteReason.LOW_CONFIDENCE, RouteReason.RANDOM_AUDIT);
            assertThat(review.blind()).isTrue();
            assertThat(review.inclusionProbability()).isEqualTo(1);
            assertThat(review.auditRate()).isEqualTo(0.05);
        });
    }

    @Test
    void bandsMoveTheAuditOfWhatIsLeftToIt() {
        AuditBands bands = new AuditBands(
                true, 0.05, 0.0125, List.of(new AuditBands.Band(0, 0.2), new AuditBands.Band(0.95, 0.02)));
        Policy policy = policy("{\"missing_confidence\":\"audit\",\"strata\":{\"keys\":[\"lang\"],\"rates\":[{\"when\":"
                + "{\"lang\":\"de\"},\"rate\":0.5}]}}");

        assertThat(Router.route(policy, confidence(0.9), 0.5, 1, bands)).isEqualTo(new Route.AutoApprove(0.2, 0.2));
        assertThat(Router.route(policy, confidence(0.95), 0.5, 1, bands)).isEqualTo(new Route.AutoApprove(0.02, 0.02));
        assertThat(Router.route(policy, confidence(null), 0.5, 1, bands)).isEqualTo(new Route.AutoApprove(0.05, 0.05));
        assertThat(Router.route(policy, confidence(0.3), 0.5, 1, bands).auditRate())
                .isEqualTo(0.05);
        assertThat(Router.route(policy, new Router.Facts(0.9, Map.of(), Map.of("lang", "de")), 0.6, 1, bands))
                .isEqualTo(new Route.AutoApprove(0.5, 0.5));
        assertThat(reasons(Router.route(policy, confidence(0.9), 0.19, 1, bands)))
                .containsExactly(RouteReason.RANDOM_AUDIT);
    }

    @Test
    void aScoreThatIsToComeIsAwaitedAtTheFloor() {
        AuditBands bands = new AuditBands(false, 0.05, 0.0125, List.of(new AuditBands.Band(0, 0.2)));

        assertThat(Router.route(Policy.DEFAULT, confidence(0.9), 0.5, 1, bands))
                .isEqualTo(new Route.AutoApprove(0.0125, 0.0125));
    }

    @Test
    void theAuditRateHasTwoNamesAndOnePlace() {
        Policy active = policy("{\"audit\":{\"mode\":\"active\",\"rate\":0.1}}");

        assertThat(active.auditRate()).isEqualTo(0.1);
        assertThat(policy(Json.write(active))).isEqualTo(active);
        assertThatThrownBy(() -> policy("{\"audit_rate\":0.2,\"audit\":{\"rate\":0.1}}"))
                .hasMessageContaining("give one of them");
        assertThatThrownBy(() -> policy("{\"audit_rate\":0,\"audit\":{\"mode\":\"active\"}}"))
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> policy("{\"audit\":{\"mode\":\"active\",\"score\":\"judge\"}}"))
                .hasMessageContaining("needs judge.share 1");
        assertThatThrownBy(() -> policy("{\"audit\":{\"mode\":\"active\",\"score\":\"feedback\"}}"))
                .hasMessageContaining("feedback");
    }

    @Test
    void aStratumIsAuditedAtItsOwnRate() {
        Policy policy =
                policy("{\"strata\":{\"keys\":[\"lang\"],\"rates\":[{\"when\":{\"lang\":\"de\"},\"rate\":0.5}]}}");

        Route german = Router.route(policy, new Router.Facts(0.9, Map.of(), Map.of("lang", "de")), 0.3);
        Route french = Router.route(policy, new Router.Facts(0.9, Map.of(), Map.of("lang", "fr")), 0.3);

        assertThat(reasons(german)).containsExactly(RouteReason.RANDOM_AUDIT);
        assertThat(french.inclusionProbability()).isEqualTo(0.05);
        assertThat(reasons(french)).isEmpty();
    }

    @Test
    void attributeRulesNest() {
        Policy policy = policy("""
                {"attribute_rules": {"any": [
                    {"attribute": "price", "below": 0.9},
                    {"all": [{"attribute": "sku", "missing": true}, {"attribute": "*", "missing_confidence": true}]}]}}
                """);
        Attribute sure = new Attribute(TextNode.valueOf("12"), 0.95);
        Attribute unsure = new Attribute(TextNode.valueOf("12"), 0.89);
        Attribute silent = Attribute.of(TextNode.valueOf("12"));
        Attribute none = Attribute.of(NullNode.getInstance());

        assertThat(reasons(Router.route(policy, attributes(Map.of("price", sure, "sku", sure)), 0.9)))
                .isEmpty();
        assertThat(reasons(Router.route(policy, attributes(Map.of("price", unsure, "sku", sure)), 0.9)))
                .containsExactly(RouteReason.ATTRIBUTE_RULE);
        assertThat(reasons(Router.route(policy, attributes(Map.of("price", sure)), 0.9)))
                .isEmpty();
        assertThat(reasons(Router.route(policy, attributes(Map.of("price", silent, "sku", none)), 0.9)))
                .containsExactly(RouteReason.ATTRIBUTE_RULE);
    }

    @Test
    void whatACheckWillGiveAConfidenceWaitsUnlessTheAuditDrewIt() {
        Router.Facts waits = new Router.Facts(null, Map.of(), Map.of(), true);

        assertThat(Router.route(Policy.DEFAULT, waits, 0.5)).isEqualTo(new Route.Checking(0.05, 0.05));
        assertThat(Router.route(Policy.DEFAULT, waits, 0.01))
                .isEqualTo(new Route.ToReview(0.05, 0.05, List.of(RouteReason.RANDOM_AUDIT), true, 0));
    }

    @Test
    void whatWasCheckedIsSettledByTheKeyItWasDrawnWith() {
        Policy audits = policy("{\"missing_confidence\": \"audit\"}");

        assertThat(Router.settled(audits, 0.5, 0.05, 1, null)).isEqualTo(new Route.AutoApprove(0.05, 0.05));
        assertThat(Router.settled(audits, 0.5, 0.05, 1, 0.9)).isEqualTo(new Route.AutoApprove(0.05, 0.05));
        assertThat(Router.settled(audits, 0.5, 0.05, 0.4, 0.3)).isEqualTo(new Route.AutoApprove(0.4, 0.05));
        assertThat(Router.settled(audits, 0.3, 0.05, 0.4, 0.3))
                .isEqualTo(new Route.ToReview(0.4, 0.05, List.of(RouteReason.LOW_CONFIDENCE), false, 0.5));
        assertThat(Router.settled(Policy.DEFAULT, 0.01, 0.05, 1, null))
                .isEqualTo(new Route.ToReview(
                        1, 0.05, List.of(RouteReason.MISSING_CONFIDENCE, RouteReason.RANDOM_AUDIT), true, 0));
    }
}
