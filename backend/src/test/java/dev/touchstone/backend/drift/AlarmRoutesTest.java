package dev.touchstone.backend.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.alarm.DriftReport;
import dev.touchstone.api.client.AlarmClient;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Alarms over HTTP.
class AlarmRoutesTest {
    @EveryDatabase(holding = AlarmsTest.Alarmed.class)
    void anAlarmIsFoundReadTakenOnAndMuted(DatabaseConfig config) {
        try (ServedBackend served = new ServedBackend(config)) {
            AlarmClient client = served.client.alarms();
            Page<Alarm> open = client.alarms(new PipelineName(Audited.PIPELINE), AlarmState.OPEN, null);
            String id = open.items().getFirst().id();

            assertThat(open.items()).hasSize(1);
            assertThat(open.nextCursor()).isNull();
            assertThat(client.alarms(new PipelineName(Audited.PIPELINE), null, id)
                            .items())
                    .isEmpty();
            AlarmDetail detail = client.alarm(id);
            assertThat(detail.alarm()).isEqualTo(open.items().getFirst());
            assertThat(detail.history()).hasSize(1);
            assertThat(detail.trend()).hasSize(1);

            assertThat(client.acknowledge(id, Audited.by(null)).state()).isEqualTo(AlarmState.ACKNOWLEDGED);
            assertThat(client.mute(id, Audited.by(Duration.ofHours(1))).state()).isEqualTo(AlarmState.MUTED);
            assertThat(client.alarms(new PipelineName(Audited.PIPELINE), AlarmState.OPEN, null)
                            .items())
                    .isEmpty();
            assertThat(client.alarm(id).history()).hasSize(3);
        }
    }

    @EveryDatabase(holding = AlarmsTest.Alarmed.class)
    void whatIsWatchedIsShownWithWhatItRestsOn(DatabaseConfig config) {
        try (ServedBackend served = new ServedBackend(config)) {
            DriftReport report = served.client.alarms().drift(new PipelineName(Audited.PIPELINE));

            assertThat(report.taken()).isEqualTo(80);
            assertThat(report.promise()).startsWith("At most one false page in 0.1 years");
            assertThat(report.series()).singleElement().satisfies(series -> {
                assertThat(series.tally().reviewed()).isEqualTo(80);
                assertThat(series.tally().rate()).isEqualTo(0.4);
                assertThat(series.tally().interval().lower()).isLessThan(0.4);
                assertThat(series.detector().anytimeP()).isLessThan(0.01);
                assertThat(series.detector().alarming()).isTrue();
            });
            assertThat(report.baselines())
                    .singleElement()
                    .satisfies(baseline -> assertThat(baseline.tolerated()).isNull());
            assertThat(report.notes()).anyMatch(note -> note.contains("320 more audit reviews"));
        }
    }

    @EveryDatabase(holding = AlarmsTest.Alarmed.class)
    void keysSeeTheirOwnAlarmsAndMayDoWhatTheirScopesSay(DatabaseConfig config) {
        try (ServedBackend served = new ServedBackend(config)) {
            served.client.putPipeline("claims", Policy.DEFAULT);
            String id = served.client
                    .alarms()
                    .alarms(new PipelineName(Audited.PIPELINE), null, null)
                    .items()
                    .getFirst()
                    .id();
            AlarmClient others = served.client(served.key(new PipelineName("claims"), Scope.ADMIN))
                    .alarms();
            AlarmClient reader =
                    served.client(served.key(null, Scope.REVIEWS_READ)).alarms();

            assertThat(others.alarms(new PipelineName("claims"), null, null).items())
                    .isEmpty();
            refused(404, "unknown-pipeline", () -> others.alarms(new PipelineName(Audited.PIPELINE), null, null));
            refused(404, "unknown-alarm", () -> others.alarm(id));
            refused(404, "unknown-alarm", () -> others.mute(id, Audited.by(null)));
            refused(404, "unknown-pipeline", () -> others.drift(new PipelineName(Audited.PIPELINE)));
            refused(404, "unknown-alarm", () -> reader.alarm("no-such-alarm"));
            refused(403, "missing-scope", () -> reader.acknowledge(id, Audited.by(null)));
        }
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
