package dev.touchstone.api.golden;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An item: what one verdict teaches, and where it stands.
///
/// @param id the item's id
/// @param hash SHA-256 of the canonical JSON (RFC 8785) of `content`, in hex. Whole numbers that a double cannot hold
///     are taken as `{"$number": "DIGITS"}` there, because RFC 8785 would round them
/// @param content what never changes; null once it was erased
/// @param standing what may change
/// @param createdAt when it became an item
public record GoldenItem(
        String id, String hash, @Nullable GoldenContent content, Standing standing, Instant createdAt) {

    /// Where an item stands.
    ///
    /// @param state proposed, golden or retired
    /// @param why what a proposed item waits for, or what became of a retired one; null without a reason
    /// @param by who or what brought it there
    /// @param since when
    /// @param conflict whether people gave different answers to its input: it is not used until somebody decides
    /// @param split the side it is on; null while it has none
    /// @param held whether it is kept out of every split, because it joins groups on different sides
    public record Standing(
            GoldenState state,
            @Nullable Why why,
            String by,
            Instant since,
            boolean conflict,
            @Nullable GoldenSplit split,
            boolean held) {}

    /// Why an item is where it is.
    public enum Why {
        /// It waits for somebody else than who decided.
        SECOND_PERSON,
        /// It waits for somebody else to give the same answer; or became golden because somebody did.
        AGREEMENT,
        /// The decision was taken back.
        UNDONE,
        /// A second look was decided, whose verdict counts instead.
        SUPERSEDED,
        /// Another answer to the same input was chosen.
        CONFLICT,
        /// Somebody said so.
        BY_HAND,
        /// Its texts had to be deleted.
        ERASED;

        /// The name on the wire.
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
