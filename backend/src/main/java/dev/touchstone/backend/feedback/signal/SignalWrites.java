package dev.touchstone.backend.feedback.signal;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Writes what a batch of events has changed, one statement per table.
final class SignalWrites {
    private SignalWrites() {}

    private record Cell(PipelineName pipeline, long hour, String stratum, String meaning, boolean explicit) {}

    static void voices(Handle transaction, Collection<VoiceRow> voices) {
        try (PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO feedback_voice (output_id, actor, heard, meaning, score, explicit, muted, day)
                VALUES (:outputId, :actor, :heard, :meaning, :score, :explicit, :muted, :day)
                ON CONFLICT (output_id, actor) DO UPDATE SET heard = excluded.heard, meaning = excluded.meaning,
                    score = excluded.score, explicit = excluded.explicit, muted = excluded.muted, day = excluded.day
                """)) {
            for (VoiceRow voice : voices) {
                batch.bind("outputId", voice.outputId())
                        .bind("actor", voice.actor())
                        .bind("heard", voice.heard())
                        .bind("meaning", voice.opinion().meaning())
                        .bind("score", voice.opinion().score())
                        .bind("explicit", voice.opinion().explicit())
                        .bind("muted", voice.muted())
                        .bind("day", voice.day())
                        .add();
            }
            int[] unused = batch.execute();
        }
    }

    static void signals(Handle transaction, Collection<SignalRow> signals) {
        try (PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO feedback_signal (output_id, pipeline, hour, stratum, rules_version, voices, muted, explicit,
                    score_sum, meaning, kinds)
                VALUES (:outputId, :pipeline, :hour, :stratum, :rulesVersion, :voices, :muted, :explicit, :scoreSum,
                    :meaning, :kinds)
                ON CONFLICT (output_id) DO UPDATE SET rules_version = excluded.rules_version, voices = excluded.voices,
                    muted = excluded.muted, explicit = excluded.explicit, score_sum = excluded.score_sum,
                    meaning = excluded.meaning, kinds = excluded.kinds
                """)) {
            for (SignalRow signal : signals) {
                SignalRow.Tally tally = signal.tally();
                batch.bind("outputId", signal.outputId())
                        .bind("pipeline", signal.pipeline())
                        .bind("hour", signal.hour())
                        .bind("stratum", signal.stratum())
                        .bind("rulesVersion", signal.rulesVersion())
                        .bind("voices", tally.voices())
                        .bind("muted", tally.muted())
                        .bind("explicit", tally.explicit())
                        .bind("scoreSum", tally.scoreSum())
                        .bind("meaning", signal.meaning())
                        .bind("kinds", signal.kinds())
                        .add();
            }
            int[] unused = batch.execute();
        }
    }

    /// Moves each output from the cell it stood in to the one it stands in now. Silence has no cell: it is what the
    /// other cells leave of all outputs.
    static void rollup(Handle transaction, Map<OutputId, SignalRow> before, Collection<SignalRow> after) {
        Map<Cell, Long> moved = new HashMap<>();
        for (SignalRow signal : after) {
            add(moved, before.get(signal.outputId()), -1);
            add(moved, signal, 1);
        }
        moved.values().removeIf(outputs -> outputs == 0);
        if (moved.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = transaction.prepareBatch("""
                INSERT INTO feedback_rollup (pipeline, hour, stratum, meaning, explicit, outputs)
                VALUES (:pipeline, :hour, :stratum, :meaning, :explicit, :outputs)
                ON CONFLICT (pipeline, hour, stratum, meaning, explicit)
                DO UPDATE SET outputs = feedback_rollup.outputs + excluded.outputs
                """)) {
            moved.forEach((cell, outputs) -> batch.bind("pipeline", cell.pipeline())
                    .bind("hour", cell.hour())
                    .bind("stratum", cell.stratum())
                    .bind("meaning", cell.meaning())
                    .bind("explicit", cell.explicit())
                    .bind("outputs", outputs)
                    .add());
            int[] unused = batch.execute();
        }
    }

    private static void add(Map<Cell, Long> moved, @Nullable SignalRow signal, long sign) {
        if (signal != null && signal.tally().voices() > 0) {
            moved.merge(
                    new Cell(
                            signal.pipeline(),
                            signal.hour(),
                            signal.stratum(),
                            signal.meaning(),
                            signal.tally().explicit() > 0),
                    sign,
                    Long::sum);
        }
    }
}
