package dev.touchstone.api.wire;

import java.util.List;

/// The answer of the health checks.
///
/// @param status `ok`; anything else comes as a problem
/// @param notes what people should know although requests are taken, such as a judge that has stopped; sentences
public record Health(String status, List<String> notes) {
    /// All is well.
    public static final Health OK = new Health("ok", List.of());

    public Health {
        notes = notes == null ? List.of() : List.copyOf(notes);
    }
}
