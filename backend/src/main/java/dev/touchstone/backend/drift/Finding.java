package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that is wrong now: an alarm while it lasts.
///
/// @param since what raised it; the same again is the same episode
/// @param times how often the evidence has reached the threshold
record Finding(Subject subject, String since, int times, String headline, String promise, Evidence evidence) {
    /// What it is about.
    ///
    /// @param key names what is watched, among all that is watched of the pipeline
    record Subject(
            String key,
            AlarmKind kind,
            String series,
            boolean pages,
            @Nullable String promptVersion) {}

    /// What it rests on.
    ///
    /// @param found null when it is not about a rate
    record Evidence(Alarm.@Nullable Found found, List<Alarm.Worse> worst, List<ReviewId> examples) {
        Evidence {
            worst = List.copyOf(worst);
            examples = List.copyOf(examples);
        }
    }
    /// One that is not about a rate.
    static Finding plain(AlarmKind kind, boolean pages, String since, String headline, String promise) {
        return new Finding(
                new Subject(kind.wire(), kind, "all", pages, null),
                since,
                1,
                headline,
                promise,
                new Evidence(null, List.of(), List.of()));
    }
}
