package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the alarm table.
public record AlarmRow(
        String id,
        PipelineName pipeline,
        @Nested Subject subject,
        String state,
        @Nested Course course,
        @Nested Message message,
        @Nested Acknowledged acknowledged) {
    /// What it is about.
    public record Subject(
            String seriesKey,
            String kind,
            String series,
            boolean pages,
            @Nullable String promptVersion,
            @Nullable String model) {}

    /// How it went on, in epoch milliseconds.
    ///
    /// @param since what raised it
    /// @param times how often the evidence had reached the threshold when people were last told
    /// @param toldAtMs when people were last told that it is there or has worsened
    public record Course(
            String since,
            int times,
            long openedAtMs,
            long toldAtMs,
            @Nullable Long mutedUntilMs,
            @Nullable Long recoveredAtMs) {}

    /// What people are told; the last three as JSON.
    public record Message(
            String headline, String promise, @Nullable String found, String worst, String examples) {}

    /// Who has seen it; both null until somebody has.
    public record Acknowledged(
            @Nullable ReviewerId acknowledgedBy, @Nullable String acknowledgedName) {}

    static AlarmRow opened(String id, PipelineName pipeline, Finding finding, @Nullable String model, long nowMs) {
        return new AlarmRow(
                id,
                pipeline,
                new Subject(
                        finding.subject().key(),
                        finding.subject().kind().wire(),
                        finding.subject().series(),
                        finding.subject().pages(),
                        finding.subject().promptVersion(),
                        model),
                AlarmState.OPEN.wire(),
                new Course(finding.since(), finding.times(), nowMs, nowMs, null, null),
                new Message(
                        finding.headline(),
                        finding.promise(),
                        finding.evidence().found() == null
                                ? null
                                : Json.write(finding.evidence().found()),
                        Json.write(finding.evidence().worst()),
                        Json.write(finding.evidence().examples())),
                new Acknowledged(null, null));
    }

    AlarmKind kindOf() {
        return WireEnum.read(AlarmKind.class, subject.kind());
    }

    AlarmState stateOf() {
        return WireEnum.read(AlarmState.class, state);
    }

    Alarm wire() {
        return new Alarm(
                id,
                pipeline,
                kindOf(),
                subject.series(),
                stateOf(),
                subject.pages(),
                new Alarm.Message(
                        message.headline(),
                        message.found() == null ? null : Json.read(message.found(), Alarm.Found.class),
                        subject.promptVersion(),
                        subject.model(),
                        message.promise(),
                        List.of(Json.read(message.worst(), Alarm.Worse[].class)),
                        List.of(Json.read(message.examples(), ReviewId[].class))),
                new Alarm.Course(
                        Instant.ofEpochMilli(course.openedAtMs()),
                        acknowledged.acknowledgedBy() == null
                                ? null
                                : new Reviewer(acknowledged.acknowledgedBy(), acknowledged.acknowledgedName()),
                        stateOf() == AlarmState.MUTED ? instant(course.mutedUntilMs()) : null,
                        instant(course.recoveredAtMs())));
    }

    private static @Nullable Instant instant(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms);
    }
}
