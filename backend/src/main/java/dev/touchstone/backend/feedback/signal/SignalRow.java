package dev.touchstone.backend.feedback.signal;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.output.OutputBrief;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// What all users think of one output. Public only because JDBI binds through public methods.
///
/// @param rulesVersion the version of the policy by whose rules it was counted last
/// @param meaning a [FeedbackClass] as it is stored; `silence` when every voice is muted
/// @param kinds what each kind came to when it was last heard: `kind=class`, comma-separated
public record SignalRow(
        OutputId outputId,
        PipelineName pipeline,
        long hour,
        String stratum,
        int rulesVersion,
        @Nested Tally tally,
        String meaning,
        String kinds) {

    /// @param voices how many users count
    /// @param muted how many do not
    /// @param explicit of the voices, those that said something rather than showed it
    /// @param scoreSum over the voices
    public record Tally(int voices, int muted, int explicit, double scoreSum) {
        static final Tally NOBODY = new Tally(0, 0, 0, 0);

        Tally with(VoiceRow voice, int sign) {
            if (voice.muted()) {
                return new Tally(voices, muted + sign, explicit, scoreSum);
            }
            return new Tally(
                    voices + sign,
                    muted,
                    explicit + (voice.opinion().explicit() ? sign : 0),
                    scoreSum + sign * voice.opinion().score());
        }
    }

    static SignalRow silent(OutputBrief output) {
        return new SignalRow(
                output.id(),
                output.pipeline(),
                output.hour(),
                output.stratum(),
                0,
                Tally.NOBODY,
                FeedbackClass.SILENCE.wire(),
                "");
    }

    /// The signal after one user's voice has changed.
    ///
    /// @param before null when it is that user's first
    SignalRow heard(
            @Nullable VoiceRow before, VoiceRow after, FeedbackKind kind, FeedbackClass kindMeans, int version) {
        Tally now = (before == null ? tally : tally.with(before, -1)).with(after, 1);
        return new SignalRow(
                outputId,
                pipeline,
                hour,
                stratum,
                version,
                now,
                meaning(now).wire(),
                after.muted() ? kinds : with(kind, kindMeans));
    }

    private static FeedbackClass meaning(Tally tally) {
        // A sum of differences may miss 0 or 1 by a rounding error.
        return tally.voices() == 0
                ? FeedbackClass.SILENCE
                : FeedbackClass.of(Math.clamp(Math.round(tally.scoreSum() / tally.voices() * 1e9) / 1e9, 0, 1));
    }

    private String with(FeedbackKind kind, FeedbackClass means) {
        Map<String, String> all = new TreeMap<>();
        for (String one : kinds.isEmpty() ? new String[0] : kinds.split(",")) {
            all.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        all.put(kind.wire(), means.wire());
        return String.join(
                ",",
                all.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .toList());
    }
}
