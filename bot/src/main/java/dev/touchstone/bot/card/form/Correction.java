package dev.touchstone.bot.card.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a reviewer changed.
///
/// @param output the right output; null when it was left as it is
/// @param attributes the right values of the attributes that were changed; JSON null for "there is none"
public record Correction(@Nullable JsonNode output, Map<String, JsonNode> attributes) {
    static final Correction NONE = new Correction(null, Map.of());

    public Correction {
        attributes = Map.copyOf(attributes);
    }

    /// Whether nothing was changed.
    public boolean isEmpty() {
        return output == null && attributes.isEmpty();
    }
}
