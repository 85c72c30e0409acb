package dev.touchstone.api.golden;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.output.Context;
import org.jspecify.annotations.Nullable;

/// What the model was asked and given.
///
/// @param query what was asked: a text, or a list of chat messages
/// @param systemPrompt the instructions the model ran under
/// @param context what it was given to answer from
public record GoldenInput(
        @Nullable JsonNode query,
        @Nullable String systemPrompt,
        @Nullable Context context) {

    /// Whether it says what was asked; without that, two inputs cannot be told to be the same.
    @JsonIgnore
    public boolean known() {
        return query != null || context != null;
    }
}
