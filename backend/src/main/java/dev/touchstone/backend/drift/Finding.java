package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that is wrong now: an alarm while it lasts.
///
/// @param key names what is watched, among all that is watched of the pipeline
/// @param since what raised it; the same again is the same episode
/// @param times how often the evidence has reached the threshold
/// @param found null when it is not about a rate
record Finding(
        String key,
        AlarmKind kind,
        String series,
        boolean pages,
        String since,
        int times,
        String headline,
        String promise,
        Alarm.@Nullable Found found,
        @Nullable String promptVersion,
        List<Alarm.Worse> worst,
        List<ReviewId> examples) {
    Finding {
        worst = List.copyOf(worst);
        examples = List.copyOf(examples);
    }

    /// One that is not about a rate.
    static Finding plain(AlarmKind kind, boolean pages, String since, String headline, String promise) {
        return new Finding(
                kind.wire(), kind, "all", pages, since, 1, headline, promise, null, null, List.of(), List.of());
    }
}
