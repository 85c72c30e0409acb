package dev.touchstone.backend.webhook;

import java.nio.charset.StandardCharsets;

/// What a request or an answer carries. Never shown: it is somebody's text.
public final class Content {
    private final String mediaType;
    private final byte[] bytes;

    private Content(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    /// @param bytes become this object's own
    public static Content of(String mediaType, byte[] bytes) {
        return new Content(mediaType, bytes);
    }

    public static Content json(String json) {
        return of("application/json; charset=UTF-8", json.getBytes(StandardCharsets.UTF_8));
    }

    /// As the header `Content-Type` has it; empty for an answer that does not say.
    public String mediaType() {
        return mediaType;
    }

    public int size() {
        return bytes.length;
    }

    /// A copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Read as UTF-8.
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Content[" + mediaType + ", " + bytes.length + " bytes]";
    }
}
