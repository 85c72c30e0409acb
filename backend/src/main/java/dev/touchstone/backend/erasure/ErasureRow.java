package dev.touchstone.backend.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.ErasureKind;
import dev.touchstone.api.erasure.ErasureState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.WireEnum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/// A row of the erasure table. Public only because JDBI binds through public methods.
///
/// @param counts what was taken away by place, as JSON
public record ErasureRow(
        String id,
        PipelineName pipeline,
        @Nested Named named,
        @Nested Asked asked,
        @Nested At at,
        @Nested Done done,
        String counts,
        @Nullable Long finishedAtMs) {
    /// The subject.
    ///
    /// @param name key of the metadata; null for other kinds
    /// @param subject what it is called; null once nothing of it is left
    public record Named(
            String kind, @Nullable String name, @Nullable String subject) {
        ErasureKind kindOf() {
            return WireEnum.read(ErasureKind.class, kind);
        }
    }

    /// Who asked for it.
    public record Asked(@Nullable String why, String requestedBy, long requestedAtMs) {}

    /// How far it is.
    ///
    /// @param stage counted from 0, see [ErasureWork]
    /// @param cursor where the stage is, in its own words; empty at its beginning
    public record At(String state, int stage, String cursor) {}

    /// What it has done so far.
    public record Done(long outputs, long held, long lookedAt) {}

    Map<String, Long> places() {
        Map<String, Long> places = new TreeMap<>();
        Json.read(counts, JsonNode.class)
                .properties()
                .forEach(count -> places.put(count.getKey(), count.getValue().asLong()));
        return places;
    }

    boolean over() {
        return at.state().equals(ErasureState.DONE.wire());
    }

    /// @param reviews whose messages had to be taken out of channels
    /// @param waiting how many of them still wait
    Erasure wire(int reviews, int waiting) {
        return new Erasure(
                id,
                pipeline,
                new Erasure.Named(named.kindOf(), named.name()),
                new Erasure.Asked(asked.why(), asked.requestedBy(), Instant.ofEpochMilli(asked.requestedAtMs())),
                WireEnum.read(ErasureState.class, at.state()),
                new Erasure.Progress(done.outputs(), done.held(), done.lookedAt(), places()),
                new Erasure.Messages(reviews, waiting),
                finishedAtMs == null ? null : Instant.ofEpochMilli(finishedAtMs),
                notes(reviews, waiting));
    }

    private List<String> notes(int reviews, int waiting) {
        List<String> notes = new ArrayList<>();
        if (over() && done.outputs() == 0 && places().isEmpty()) {
            notes.add("Nothing of it was found. Check the name; what is under another name is another subject.");
        }
        if (done.held() > 0) {
            notes.add(done.held() + " outputs are under a legal hold; they go once it is released.");
        }
        if (waiting > 0) {
            notes.add("Messages of " + waiting + " reviews are still shown; they go once Slack takes the change.");
        }
        if (reviews > 0) {
            notes.add("Replies that people wrote below a card are theirs: Slack lets nobody else delete them.");
        }
        if (over()) {
            notes.add("Backups from before still hold it, until they are deleted; after restoring one, ask again.");
        }
        return notes;
    }
}
