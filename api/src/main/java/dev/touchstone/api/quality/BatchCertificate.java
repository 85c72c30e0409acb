package dev.touchstone.api.quality;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a closed batch: a certificate, or what it would take.
///
/// @param certified whether, with `confidence`, at most `max_error` of what was delivered is wrong
/// @param bound what holds with that confidence now: at most this share is wrong, 0 to 1
/// @param evidence what it rests on
/// @param more what a certificate would take; null with one
/// @param statement all of it in a sentence
/// @param issued when it was first certified, which stands whatever is found later; null without a certificate
public record BatchCertificate(
        PipelineName pipeline,
        @JsonUnwrapped Window window,
        Terms terms,
        boolean certified,
        double bound,
        Evidence evidence,
        @Nullable More more,
        String statement,
        @Nullable Issued issued) {
    /// When the outputs arrived; the end is exclusive.
    public record Window(Instant from, Instant to) {}
    /// What was asked for; see [NewCertificate].
    public record Terms(double maxError, double confidence, boolean putRight) {}

    /// What a statement rests on.
    ///
    /// @param outputs delivered in the batch
    /// @param reviewed of those that were certain to be reviewed, decided: they went out right or not at all
    /// @param undecided of those that were certain to be reviewed, not decided: each may be wrong
    /// @param byChance those that went out by themselves, unless chance drew them for review
    /// @param seen of those, the first in the order of their sampling keys, all of which are under review
    /// @param wrong of the seen, found wrong, overdue or not decided yet
    public record Evidence(long outputs, long reviewed, long undecided, long byChance, long seen, long wrong) {}

    /// What a certificate would take.
    ///
    /// @param ifAllRight more reviews if none of them finds anything wrong; null when no number will do
    /// @param atThisRate more reviews if they find as much wrong as before; null when no number will do
    /// @param sampleRate draw `POST /v1/samples` of the window with `method: poisson` and this rate, which
    ///     contains what was reviewed before; null when no number will do
    public record More(
            @Nullable Long ifAllRight,
            @Nullable Long atThisRate,
            @Nullable Double sampleRate) {}

    /// @param by the API key
    public record Issued(Instant at, String by) {}
}
