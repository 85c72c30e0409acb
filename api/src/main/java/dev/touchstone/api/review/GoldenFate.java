package dev.touchstone.api.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/// What became of a decision: the golden item that was made of it. Names are those of the golden set.
///
/// @param itemId the item
/// @param kind what it teaches: `correction`, `approval` or `rejection`
/// @param state where it stands: `proposed`, `golden` or `retired`
/// @param conflict whether it contradicts another answer to the same input
/// @param held whether no side can take it
/// @param split the side it is on: `train`, `dev` or `test`; null while it has none
/// @param items how many items of the pipeline are golden, counted no further than [#MOST]
public record GoldenFate(
        String itemId,
        String kind,
        String state,
        boolean conflict,
        boolean held,
        @Nullable String split,
        int items) {
    /// Nobody needs to know it more exactly on a card.
    public static final int MOST = 10_000;

    /// Whether it only says what is wrong.
    @JsonIgnore
    public boolean negative() {
        return kind.equals("rejection");
    }
}
