package dev.touchstone.backend.drift.action;

import static dev.touchstone.backend.drift.action.ActionBench.action;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.BodyConfig;
import dev.touchstone.backend.http.HttpServer;
import dev.touchstone.backend.http.ServerConfig;
import dev.touchstone.backend.keys.ApiKeys;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.backend.testing.Workbench;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Actions over HTTP, with the client.
class ActionRoutesTest {
    private static final AlarmCommand BY_ANA = AlarmCommand.of(new Reviewer(new ReviewerId("slack:U1"), "Ana"));

    @EveryDatabase
    void aButtonStartsAnActionOnceForWhoSeesTheAlarm(Workbench on) {
        try (ActionBench bench = new ActionBench(on);
                Served served = new Served(bench)) {
            bench.policy("", action("tell", "slack", ", \"target\": \"#boss\", \"automatic\": false"));
            Alarm alarm = bench.alarm();
            TouchstoneClient client = served.client(null, Scope.ALARMS_WRITE);

            AlarmDetail.Run run = client.alarms().start(alarm.id(), "tell", BY_ANA);
            bench.work();
            AlarmDetail.Run again = client.alarms().start(alarm.id(), "tell", BY_ANA);

            assertThat(run.state()).isEqualTo("waiting");
            assertThat(again.id()).isEqualTo(run.id());
            assertThat(again.state()).isEqualTo("done");
            assertThat(again.by()).isEqualTo(BY_ANA.by());
            assertThat(bench.told("notice")).hasSize(1);
            refused(404, "unknown-action", () -> client.alarms().start(alarm.id(), "fly", BY_ANA));
            refused(404, "unknown-alarm", () -> client.alarms().start("none", "tell", BY_ANA));
            TouchstoneClient other = served.client(new PipelineName("claims"), Scope.ALARMS_WRITE);
            refused(404, "unknown-alarm", () -> other.alarms().start(alarm.id(), "tell", BY_ANA));
            TouchstoneClient reader = served.client(null, Scope.OUTPUTS_READ);
            refused(403, "missing-scope", () -> reader.alarms().start(alarm.id(), "tell", BY_ANA));
        }
    }

    @EveryDatabase
    void aTestNeedsAnAdministratorAndSaysWhatCameOfIt(Workbench on) {
        try (ActionBench bench = new ActionBench(on);
                Served served = new Served(bench)) {
            bench.policy("", action("page", "pagerduty", ""));
            TouchstoneClient admin = served.client(null, Scope.ADMIN);

            assertThat(admin.alarms()
                            .test(new PipelineName(ActionBench.PIPELINE), "page", true)
                            .state())
                    .isEqualTo("dry_run");
            assertThat(admin.alarms()
                            .test(new PipelineName(ActionBench.PIPELINE), "page", false)
                            .state())
                    .isEqualTo("done");

            assertThat(bench.pagerduty.events()).hasSize(1);
            TouchstoneClient writer = served.client(null, Scope.ALARMS_WRITE);
            refused(
                    403,
                    "missing-scope",
                    () -> writer.alarms().test(new PipelineName(ActionBench.PIPELINE), "page", true));
            TouchstoneClient other = served.client(new PipelineName("claims"), Scope.ADMIN);
            refused(
                    404,
                    "unknown-pipeline",
                    () -> other.alarms().test(new PipelineName(ActionBench.PIPELINE), "page", true));
        }
    }

    @Test
    void aPolicyWhoseActionLacksItsSecretIsTakenWithANote() {
        Map<String, String> environment = Map.of("TOUCHSTONE_ACTIONS__PAGERDUTY_PIPELINES", ServedBackend.PIPELINE);
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite(), environment)) {
            Policy policy = Json.read(
                    "{\"drift\": {\"actions\": [{\"name\": \"page\", \"type\": \"pagerduty\"}]}}", Policy.class);

            assertThat(served.client.putPipeline(ServedBackend.PIPELINE, policy).notes())
                    .singleElement()
                    .asString()
                    .contains("'page' (pagerduty) will fail", "TOUCHSTONE_PAGERDUTY_KEY is not set");
            assertThat(served.client.pipeline(ServedBackend.PIPELINE).notes()).hasSize(1);
        }
    }

    @Test
    void aSecretThatIsSetLeavesNothingToNote() {
        Map<String, String> environment = Map.of(
                "TOUCHSTONE_PAGERDUTY_KEY", MockPagerDuty.KEY,
                "TOUCHSTONE_GITHUB_TOKEN", MockGitHub.TOKEN,
                "TOUCHSTONE_ACTIONS__PAGERDUTY_PIPELINES", ServedBackend.PIPELINE);
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite(), environment)) {
            Policy policy = Json.read(
                    "{\"drift\": {\"actions\": [{\"name\": \"page\", \"type\": \"pagerduty\"}]}}", Policy.class);

            assertThat(served.client.putPipeline(ServedBackend.PIPELINE, policy).notes())
                    .isEmpty();
        }
    }

    @Test
    void anAddressThatCanNeverBeCalledIsRefusedWithThePolicy() {
        try (ServedBackend served = new ServedBackend(TestDatabases.newSqlite())) {
            Policy policy = Json.read(
                    "{\"drift\": {\"actions\": [{\"name\": \"hook\", \"type\": \"webhook\","
                            + " \"target\": \"https://user:secret@example.org/\"}]}}",
                    Policy.class);

            assertThatThrownBy(() -> served.client.putPipeline(ServedBackend.PIPELINE, policy))
                    .isInstanceOfSatisfying(ApiException.class, e -> {
                        assertThat(e.status()).isEqualTo(422);
                        assertThat(e.problem().errors().getFirst().pointer()).isEqualTo("/drift/actions/0/target");
                    });
        }
    }

    @EveryDatabase
    void theBackendWorksOffWhatAnAlarmStarts(ServedBackend served) {
        served.client.putPipeline(
                ServedBackend.PIPELINE,
                Json.read(
                        "{\"drift\": {\"actions\": [{\"name\": \"more\", \"type\": \"raise_audit\", \"to\": 0.5,"
                                + " \"on\": [\"floor\"]}]}}",
                        Policy.class));
        Pipeline pipeline = served.client.pipeline(ServedBackend.PIPELINE);
        Alarm alarm = ActionTrial.madeUp(new PipelineName(ServedBackend.PIPELINE), "alarm-1", Instant.EPOCH);
        // Another node sees the alarm.
        try (Workbench other = new Workbench(served.database)) {
            var actions = new AlarmActions(other.database, other.ids, other.clock, other.ledger, other.outbox);
            other.clock.set(Instant.EPOCH);
            other.database.writer().useTransaction(tx -> actions.opened(tx, pipeline, alarm));

            Eventually.within(Duration.ofSeconds(60), "the audit rate is raised", () -> auditRate(served) == 0.5);

            other.database.writer().useTransaction(tx -> actions.recovered(tx, pipeline, alarm));
            Eventually.within(Duration.ofSeconds(60), "it is put back", () -> auditRate(served) == 0.05);
        }
    }

    private static double auditRate(ServedBackend served) {
        return served.client.pipeline(ServedBackend.PIPELINE).policy().auditRate();
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.problem().code()).isEqualTo(code);
        });
    }

    /// The routes of a bench behind a real server, with the bench's own alarms.
    private static final class Served implements AutoCloseable {
        private final HttpServer server;
        private final ApiKeys keys;
        private final List<TouchstoneClient> clients = new ArrayList<>();

        Served(ActionBench bench) {
            Workbench on = bench.on;
            keys = new ApiKeys(on.database, on.ledger, on.clock, ActionBench.SECRET);
            var routes = new ActionRoutes(bench.actions, bench.trial, bench, on.pipelines, on.ids);
            server = new HttpServer(
                    new ServerConfig(
                            "127.0.0.1",
                            0,
                            1 << 20,
                            1 << 20,
                            1000,
                            Duration.ofSeconds(1),
                            BodyConfig.DEFAULT,
                            List.of(),
                            300),
                    routes.endpoints(),
                    keys,
                    new SimpleMeterRegistry());
            server.start();
        }

        TouchstoneClient client(@Nullable PipelineName pipeline, Scope scope) {
            String token = keys.create("test", pipeline, Set.of(scope), null).token();
            TouchstoneClient made = new TouchstoneClient(server.url(), token, ClientOptions.ONCE);
            clients.add(made);
            return made;
        }

        @Override
        public void close() {
            clients.forEach(TouchstoneClient::close);
            server.close();
        }
    }
}
