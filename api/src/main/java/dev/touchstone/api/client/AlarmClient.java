package dev.touchstone.api.client;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.alarm.DriftReport;
import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Page;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of [TouchstoneClient] about alarms. It lives as long as its client.
public final class AlarmClient {
    /// An action may make several calls, each with a deadline of its own.
    private static final Duration LONGEST_TEST = Duration.ofMinutes(5);

    private final Transport transport;

    AlarmClient(Transport transport) {
        this.transport = transport;
    }

    /// A pipeline's alarms, newest first.
    ///
    /// @param state only those in it; null for all
    /// @param cursor of the page before; null for the first
    public Page<Alarm> alarms(PipelineName pipeline, @Nullable AlarmState state, @Nullable String cursor) {
        String path = "v1/alarms?pipeline=" + TouchstoneClient.encode(pipeline.value())
                + (state == null ? "" : "&state=" + state.wire())
                + (cursor == null ? "" : "&cursor=" + TouchstoneClient.encode(cursor));
        return transport.page(Call.get(path), Alarm.class);
    }

    /// One alarm with its history.
    public AlarmDetail alarm(String id) {
        return transport.send(Call.get(path(id, "")), AlarmDetail.class);
    }

    /// What is watched of a pipeline, and how far it is from an alarm.
    public DriftReport drift(PipelineName pipeline) {
        return transport.send(
                Call.get("v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/drift"), DriftReport.class);
    }

    /// Takes it on. To repeat it changes nothing.
    public Alarm acknowledge(String id, AlarmCommand command) {
        return transport.send(Call.json("POST", path(id, "/acknowledge"), command), Alarm.class);
    }

    /// Silences it for a while.
    public Alarm mute(String id, AlarmCommand command) {
        return transport.send(Call.json("POST", path(id, "/mute"), command), Alarm.class);
    }

    /// Starts one of the policy's actions for it, once.
    public AlarmDetail.Run start(String id, String action, AlarmCommand command) {
        return transport.send(
                Call.json("POST", path(id, "/actions/" + TouchstoneClient.encode(action)), command),
                AlarmDetail.Run.class);
    }

    /// Carries an action of the policy out for an alarm that is marked as a test, and waits for what comes of it.
    ///
    /// @param dryRun only says what it would do
    public AlarmDetail.Run test(PipelineName pipeline, String action, boolean dryRun) {
        String path = "v1/pipelines/" + TouchstoneClient.encode(pipeline.value()) + "/alarm-actions/"
                + TouchstoneClient.encode(action) + "/test" + (dryRun ? "?dry_run=true" : "");
        return transport.send(
                Call.post(path).withKey(UUID.randomUUID().toString()).withWait(LONGEST_TEST), AlarmDetail.Run.class);
    }

    private static String path(String id, String rest) {
        return "v1/alarms/" + TouchstoneClient.encode(id) + rest;
    }
}
