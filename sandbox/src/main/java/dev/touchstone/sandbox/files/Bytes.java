package dev.touchstone.sandbox.files;

/// The content of a file.
public final class Bytes {
    private final byte[] content;

    Bytes(byte[] content) {
        this.content = content.clone();
    }

    int length() {
        return content.length;
    }

    public byte[] copy() {
        return content.clone();
    }
}
