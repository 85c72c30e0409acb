package dev.touchstone.backend.feedback.signal;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.feedback.OutputFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.feedback.event.EventRow;
import dev.touchstone.backend.feedback.event.Events;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads what users did with one output, and what it comes to. Stateless.
public final class OutputSignals {
    private static final int MOST_EVENTS = 200;
    private static final int ON_A_CARD = 5;

    private OutputSignals() {}

    /// @param withheld whether somebody judges the output blind; then nothing is shown
    static OutputFeedback of(Handle handle, OutputId outputId, boolean withheld) {
        if (withheld) {
            return new OutputFeedback(outputId, true, FeedbackClass.SILENCE, null, 0, 0, List.of());
        }
        Optional<SignalRow> signal = handle.attach(SignalDao.class).signal(outputId);
        SignalRow.Tally tally = signal.map(SignalRow::tally).orElse(SignalRow.Tally.NOBODY);
        @Nullable Double score = tally.voices() == 0 ? null : tally.scoreSum() / tally.voices();
        return new OutputFeedback(
                outputId,
                false,
                signal.map(row -> WireEnum.read(FeedbackClass.class, row.meaning()))
                        .orElse(FeedbackClass.SILENCE),
                score,
                tally.voices(),
                tally.muted(),
                Events.newest(handle, outputId, MOST_EVENTS).stream()
                        .map(EventRow::wire)
                        .toList());
    }

    /// What a reviewer is shown: the newest events, oldest first. Not for whoever judges blind.
    public static List<FeedbackEvent> shown(Handle handle, OutputId outputId) {
        return Events.newest(handle, outputId, ON_A_CARD).stream()
                .map(EventRow::wire)
                .toList();
    }
}
