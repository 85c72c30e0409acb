package dev.touchstone.backend.drift.action;

import static dev.touchstone.backend.drift.action.ActionBench.action;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.drift.action.MockService.Fault;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Timeout;

/// Calls of an endpoint that may roll a prompt version back.
@Timeout(120)
class CallWebhookTest {
    private static final Reviewer ANA = Reviewer.of(new ReviewerId("ana"));

    /// Notes what it is called with, and checks every signature as a receiver does.
    private static final class Endpoint extends MockService {
        private final List<String> ids = new CopyOnWriteArrayList<>();
        private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();

        @Override
        Answer answer(HttpExchange exchange, String body) {
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String signed = id + "." + exchange.getRequestHeaders().getFirst("webhook-timestamp") + "." + body;
            assertThat(exchange.getRequestHeaders().getFirst("webhook-signature"))
                    .isEqualTo("v1," + mac(signed));
            ids.add(id);
            bodies.add(Json.read(body, JsonNode.class));
            return Answer.of(200, Map.of());
        }

        private static String mac(String signed) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(ActionBench.SECRET.derive("webhook:" + ActionBench.PIPELINE), "HmacSHA256"));
                return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            } catch (java.security.GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String rollBack(String url) {
        return action("roll-back", "webhook", ", \"target\": \"" + url + "/hook\"");
    }

    /// So many audit reviews of a prompt version, decided.
    private static void audited(ActionBench bench, String version, int reviews) {
        for (int i = 0; i < reviews; i++) {
            bench.on.clock.advance(Duration.ofMinutes(1));
            ReviewId review = bench.on
                    .post(NewOutput.text(ActionBench.PIPELINE, version + "-" + i, "an answer")
                            .query("a question")
                            .promptVersion(version)
                            .confidence(0.9)
                            .build())
                    .reviewId();
            bench.on.decisions.decide(Objects.requireNonNull(review), NewDecision.approve(ANA, 0, null), null);
        }
    }

    @EveryDatabase
    void itIsSignedAndNamesTheVersionToGoBackTo(Workbench on) {
        try (ActionBench bench = new ActionBench(on);
                Endpoint endpoint = new Endpoint()) {
            bench.policy(", \"audit_rate\": 1", rollBack(endpoint.url()));
            audited(bench, "v9", 5);
            audited(bench, "v10", 3);
            audited(bench, "v11", 4);
            audited(bench, "v12", 9);
            audited(bench, "v13", 8);
            Alarm old = bench.alarm();
            Alarm doubted = about(old, "v9");
            bench.alarms.remove(old);
            bench.alarms.add(doubted);
            Alarm alarm = bench.alarm();

            bench.open(alarm);
            bench.work();

            assertThat(bench.only(alarm).state()).isEqualTo("done");
            JsonNode body = endpoint.bodies.getFirst();
            assertThat(endpoint.ids).containsExactly(bench.only(alarm).id());
            assertThat(body.get("type").asText()).isEqualTo("alarm.action");
            assertThat(body.at("/data/prompt_version").asText()).isEqualTo("v12");
            assertThat(body.at("/data/last_good/prompt_version").asText()).isEqualTo("v11");
            assertThat(body.at("/data/last_good/audit_reviews").asLong()).isEqualTo(4);
            assertThat(body.at("/data/test").asBoolean(true)).isFalse();
            assertThat(Json.mapper().convertValue(body.at("/data/alarm"), Alarm.class))
                    .isEqualTo(alarm);
        }
    }

    private static Alarm about(Alarm alarm, String version) {
        JsonNode json = Json.mapper().valueToTree(alarm);
        ((com.fasterxml.jackson.databind.node.ObjectNode) json).put("prompt_version", version);
        return Json.mapper().convertValue(json, Alarm.class);
    }

    @EveryDatabase
    void withoutAnEarlierVersionNoneIsNamed(Workbench on) {
        try (ActionBench bench = new ActionBench(on);
                Endpoint endpoint = new Endpoint()) {
            bench.policy(", \"audit_rate\": 1", rollBack(endpoint.url()));
            audited(bench, "v12", 2);
            audited(bench, "v13", 2);
            bench.open(bench.alarm());
            bench.work();

            assertThat(endpoint.bodies.getFirst().get("data").has("last_good")).isFalse();
        }
    }

    @EveryDatabase
    void anAnswerThatIsLostIsAskedForAgainUnderTheSameId(Workbench on) {
        try (ActionBench bench = new ActionBench(on);
                Endpoint endpoint = new Endpoint()) {
            bench.policy("", rollBack(endpoint.url()));
            endpoint.fail(new Fault.LoseTheAnswer(), new Fault.Status(503, Map.of("Retry-After", "20"), ""));
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();
            on.clock.advance(Duration.ofSeconds(6));
            bench.work();
            on.clock.advance(Duration.ofSeconds(19));
            bench.work();
            assertThat(endpoint.calls()).hasSize(2);
            on.clock.advance(Duration.ofSeconds(2));
            bench.work();

            assertThat(endpoint.ids).hasSize(2).containsOnly(bench.only(alarm).id());
            assertThat(bench.only(alarm).state()).isEqualTo("done");
        }
    }

    @EveryDatabase
    void whatIsOverMeanwhileIsNotSentAnyMore(Workbench on) {
        try (ActionBench bench = new ActionBench(on);
                Endpoint endpoint = new Endpoint()) {
            bench.policy("", rollBack(endpoint.url()));
            endpoint.fail(new Fault.Status(500, Map.of(), ""));
            Alarm alarm = bench.alarm();
            bench.open(alarm);
            bench.work();
            bench.recover(alarm);
            bench.workItOut();

            assertThat(endpoint.calls()).hasSize(1);
            assertThat(bench.only(alarm).state()).isEqualTo("undone");
            assertThat(bench.only(alarm).outcome()).contains("over first");
        }
    }

    @EveryDatabase
    void goneAndRedirectsAreGivenUpAtOnce(Workbench on) {
        try (ActionBench bench = new ActionBench(on);
                Endpoint endpoint = new Endpoint()) {
            bench.policy("", rollBack(endpoint.url()));
            endpoint.fail(
                    new Fault.Status(410, Map.of(), ""),
                    new Fault.Status(307, Map.of("Location", bench.pagerduty.url()), ""));
            Alarm gone = bench.alarm();
            Alarm moved = bench.alarm();
            bench.open(gone);
            bench.open(moved);
            bench.work();

            assertThat(bench.only(gone).outcome()).contains("410", "another target");
            assertThat(bench.only(moved).outcome()).contains("307", "final address");
            assertThat(bench.pagerduty.calls()).isEmpty();
        }
    }

    @EveryDatabase
    void anAddressInsideIsRefused(Workbench on) {
        try (ActionBench bench = new ActionBench(on)) {
            bench.policy("", action("roll-back", "webhook", ", \"target\": \"https://10.1.2.3/hook\""));
            Alarm alarm = bench.alarm(AlarmKind.FLOOR, "low");
            bench.open(alarm);
            bench.work();

            assertThat(bench.only(alarm).outcome())
                    .contains("refused", "not at a public address", "webhooks.allow_cidrs");
        }
    }
}
