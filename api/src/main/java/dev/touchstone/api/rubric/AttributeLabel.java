package dev.touchstone.api.rubric;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a reviewer found about one attribute.
public enum AttributeLabel {
    /// The value is right; or there is none and there should be none.
    CORRECT,
    /// There is a value, but another would be right.
    WRONG,
    /// There is none, but there should be one.
    MISSED,
    /// There is a value, but there should be none.
    INVENTED;

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
