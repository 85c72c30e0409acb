package dev.touchstone.backend.feedback.signal;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.FeedbackRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.feedback.event.EventRow;
import dev.touchstone.backend.output.OutputBrief;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Counts a batch of events: voices, signals, the counters of both. Whoever calls it holds the turn, so that nobody
/// else changes the same rows meanwhile. Not thread-safe; one instance per transaction.
public final class Counting {
    private static final long DAY_MS = 86_400_000;

    private final Map<Key, VoiceRow> voices = new LinkedHashMap<>();
    private final Map<OutputId, SignalRow> signals = new LinkedHashMap<>();
    private final Map<OutputId, SignalRow> before = new HashMap<>();
    private final VoiceShares shares = new VoiceShares();

    private Counting() {}

    private record Key(OutputId outputId, String actor) {}

    /// An event whose output is known.
    ///
    /// @param kind what it was once it was looked at: a follow-up may have been the same question again
    public record Told(EventRow event, FeedbackKind kind, OutputBrief output, Pipeline pipeline) {
        long day() {
            return event.times().receivedAtMs() / DAY_MS;
        }

        FeedbackRules rules() {
            return pipeline.policy().feedback();
        }
    }

    /// What an event has changed.
    ///
    /// @param voice what its user thinks now
    /// @param fresh whether that is another class than before
    public record Heeded(Told told, VoiceRow voice, boolean fresh) {}

    /// Counts events within the caller's transaction.
    ///
    /// @param told in order of arrival
    /// @return in the same order
    public static List<Heeded> count(Handle transaction, List<Told> told) {
        if (told.isEmpty()) {
            return List.of();
        }
        Counting counting = new Counting();
        counting.load(transaction, told);
        List<Heeded> heeded = new ArrayList<>();
        told.forEach(one -> heeded.add(counting.hear(one)));
        counting.store(transaction);
        return heeded;
    }

    private void load(Handle handle, List<Told> told) {
        Set<OutputId> outputs = told.stream().map(one -> one.output().id()).collect(Collectors.toSet());
        Set<String> actors =
                told.stream().map(one -> one.event().named().actor()).collect(Collectors.toSet());
        SignalDao dao = handle.attach(SignalDao.class);
        dao.signals(outputs).forEach(signal -> {
            signals.put(signal.outputId(), signal);
            before.put(signal.outputId(), signal);
        });
        dao.voices(outputs, actors).forEach(voice -> voices.put(new Key(voice.outputId(), voice.actor()), voice));
        Map<PipelineName, Set<Long>> days = new HashMap<>();
        told.forEach(one -> days.computeIfAbsent(one.output().pipeline(), unused -> new HashSet<>())
                .add(one.day()));
        // A voice that becomes another leaves the day it counted for.
        Set<Long> earlier = voices.values().stream().map(VoiceRow::day).collect(Collectors.toSet());
        days.values().forEach(all -> all.addAll(earlier));
        days.forEach((pipeline, all) -> shares.load(handle, pipeline, all, actors));
    }

    private Heeded hear(Told told) {
        Key key = new Key(told.output().id(), told.event().named().actor());
        @Nullable VoiceRow earlier = voices.get(key);
        VoiceRow now = voice(told, key, earlier);
        voices.put(key, now);
        SignalRow signal = signals.computeIfAbsent(key.outputId(), unused -> SignalRow.silent(told.output()));
        double own = Opinion.score(told.kind(), told.event().did().value(), told.rules());
        signals.put(
                key.outputId(),
                signal.heard(
                        earlier,
                        now,
                        told.kind(),
                        FeedbackClass.of(own),
                        told.pipeline().policyVersion()));
        boolean fresh = earlier == null
                || !earlier.opinion().meaning().equals(now.opinion().meaning());
        return new Heeded(told, now, fresh);
    }

    /// Of each kind the latest counts, by when it happened, and not by when it arrived.
    private VoiceRow voice(Told told, Key key, @Nullable VoiceRow earlier) {
        Map<FeedbackKind, Opinion.Heard> heard = VoiceRow.parse(earlier == null ? "{}" : earlier.heard());
        Opinion.Heard last = heard.get(told.kind());
        long at = told.event().times().happenedAtMs();
        if (last == null || last.atMs() <= at) {
            heard.put(told.kind(), new Opinion.Heard(told.event().did().value(), at));
        }
        Opinion opinion = Opinion.of(heard, told.rules());
        if (earlier != null && earlier.opinion().meaning().equals(opinion.meaning())) {
            return new VoiceRow(
                    key.outputId(), key.actor(), VoiceRow.format(heard), opinion, earlier.muted(), earlier.day());
        }
        if (earlier != null && !earlier.muted()) {
            shares.giveBack(
                    told.output().pipeline(), earlier.day(), earlier.opinion().meaning(), key.actor());
        }
        boolean counts = shares.take(told.output().pipeline(), told.day(), opinion.meaning(), key.actor());
        return new VoiceRow(key.outputId(), key.actor(), VoiceRow.format(heard), opinion, !counts, told.day());
    }

    private void store(Handle transaction) {
        SignalWrites.voices(transaction, voices.values());
        SignalWrites.signals(transaction, signals.values());
        SignalWrites.rollup(transaction, before, signals.values());
        shares.store(transaction);
    }
}
