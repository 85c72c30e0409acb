package dev.touchstone.backend.http;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// A value that an operation reads from its query string or its headers.
///
/// @param type `String`, `Integer`, `Boolean`, `Duration` or an enum of the wire
/// @param required whether the operation refuses to run without
/// @param span what a number may be; null when it is none
public record Parameter(
        In in,
        String name,
        Type type,
        boolean required,
        @Nullable Span span,
        String description) {
    /// Where it is read from.
    public enum In {
        QUERY,
        HEADER
    }

    /// What a number may be.
    ///
    /// @param byDefault what an absent one counts as; null when being absent means something else
    public record Span(int least, int most, @Nullable Integer byDefault) {}

    static Parameter query(String name, Type type, String description) {
        return new Parameter(In.QUERY, name, type, false, null, description);
    }

    static Parameter number(String name, Span span, String description) {
        return new Parameter(In.QUERY, name, Integer.class, false, span, description);
    }

    static Parameter header(String name, String description) {
        return new Parameter(In.HEADER, name, String.class, false, null, description);
    }

    Parameter asRequired() {
        return new Parameter(in, name, type, true, span, description);
    }
}
