package dev.touchstone.backend.otlp.span;

import java.util.List;

/// What a request held.
///
/// @param spans that can be told apart
/// @param broken how many others there were, without ids
public record ReadTraces(List<Span> spans, int broken) {
    /// The body is no request of OTLP.
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// @throws Unreadable when the body is not protobuf, or cut off
    public static ReadTraces ofProtobuf(byte[] body) throws Unreadable {
        return ProtobufTraces.read(body);
    }

    /// @throws Unreadable when the body is not JSON
    public static ReadTraces ofJson(byte[] body) throws Unreadable {
        return JsonTraces.read(body);
    }
}
