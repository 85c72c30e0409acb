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
import org.jspecify.annotations.Nullable;

/// Public only because JDBI binds through public methods. A row of the alarm table.
///
/// @param since what raised it
/// @param times how often the evidence had reached the threshold when people were last told
/// @param toldAtMs when people were last told that it is there or has worsened
public record AlarmRow(
        String id,
        PipelineName pipeline,
        String seriesKey,
        String kind,
        String series,
        String state,
        boolean pages,
        String since,
        int times,
        String headline,
        @Nullable String promptVersion,
        @Nullable String model,
        String promise,
        @Nullable String found,
        String worst,
        String examples,
        long openedAtMs,
        long toldAtMs,
        @Nullable ReviewerId acknowledgedBy,
        @Nullable String acknowledgedName,
        @Nullable Long mutedUntilMs,
        @Nullable Long recoveredAtMs) {

    static AlarmRow opened(String id, PipelineName pipeline, Finding finding, @Nullable String model, long nowMs) {
        return new AlarmRow(
                id,
                pipeline,
                finding.key(),
                finding.kind().wire(),
                finding.series(),
                AlarmState.OPEN.wire(),
                finding.pages(),
                finding.since(),
                finding.times(),
                finding.headline(),
                finding.promptVersion(),
                model,
                finding.promise(),
                finding.found() == null ? null : Json.write(finding.found()),
                Json.write(finding.worst()),
                Json.write(finding.examples()),
                nowMs,
                nowMs,
                null,
                null,
                null,
                null);
    }

    AlarmKind kindOf() {
        return WireEnum.read(AlarmKind.class, kind);
    }

    AlarmState stateOf() {
        return WireEnum.read(AlarmState.class, state);
    }

    Alarm wire() {
        return new Alarm(
                id,
                pipeline,
                kindOf(),
                series,
                stateOf(),
                pages,
                headline,
                found == null ? null : Json.read(found, Alarm.Found.class),
                promptVersion,
                model,
                promise,
                List.of(Json.read(worst, Alarm.Worse[].class)),
                List.of(Json.read(examples, ReviewId[].class)),
                Instant.ofEpochMilli(openedAtMs),
                acknowledgedBy == null ? null : new Reviewer(acknowledgedBy, acknowledgedName),
                stateOf() == AlarmState.MUTED ? instant(mutedUntilMs) : null,
                instant(recoveredAtMs));
    }

    private static @Nullable Instant instant(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms);
    }
}
