package dev.touchstone.bot.card.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a modal keeps in its `private_metadata`: which review it shows and what is needed to go on from there.
/// Texts are looked up again when the modal comes back.
///
/// @param ref the review, as `reviewId:revision`
/// @param openedAt when it was drawn, in epoch milliseconds; also what makes its block ids new at every drawing
/// @param card the message the modal was opened from; null when it was not opened from one
/// @param page the page shown, from 0
/// @param policyVersion the version of the policy whose rubric and reasons it shows; null when it shows none
public record ModalState(
        String ref,
        long openedAt,
        @Nullable Receipt card,
        int page,
        @Nullable Integer policyVersion) {
    private static final double MOST_SECONDS = 86_400;

    /// A modal drawn now, at its first page.
    public static ModalState opened(ReviewRef ref, @Nullable Receipt card, Instant now) {
        return new ModalState(ref.format(), now.toEpochMilli(), card, 0, null);
    }

    /// The same modal, drawn from a policy of this version. A policy that is changed while a form is open must not
    /// cost the reviewer what is in it.
    public ModalState under(@Nullable Integer version) {
        return new ModalState(ref, openedAt, card, page, version);
    }

    /// The same modal at another page.
    public ModalState atPage(int other) {
        return new ModalState(ref, openedAt, card, other, policyVersion);
    }

    /// Reads a view's `private_metadata`; empty for anything that [#format] did not write.
    public static Optional<ModalState> parse(@Nullable String metadata) {
        if (metadata == null || metadata.isEmpty()) {
            return Optional.empty();
        }
        try {
            ModalState state = Json.mapper().readValue(metadata, ModalState.class);
            return state != null && ReviewRef.parse(state.ref).isPresent() ? Optional.of(state) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// The text that [#parse] reads; a few hundred characters at most.
    public String format() {
        return Json.write(this);
    }

    /// The review the modal shows.
    public ReviewRef review() {
        return ReviewRef.parse(ref).orElseThrow(() -> new IllegalStateException("not a review: " + ref));
    }

    /// How long the modal has been open, 0 to 86,400 seconds.
    public double seconds(Instant now) {
        double seconds = Duration.ofMillis(now.toEpochMilli() - openedAt).toMillis() / 1000.0;
        return Math.clamp(seconds, 0, MOST_SECONDS);
    }

    /// A block id that no earlier drawing used. Slack keeps what was typed by block id, so an old id would bring an
    /// old text back.
    public String block(String name) {
        return name + "." + Long.toString(openedAt, 36) + "." + Integer.toString(ref.hashCode(), 36);
    }
}
