package dev.touchstone.backend.store.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// Counts and hashes what is written through it, and leaves the stream behind it open.
final class CountedOutput extends FilterOutputStream {
    private final MessageDigest sha = Sha256.start();
    private final LongConsumer progress;
    private long bytes;

    CountedOutput(OutputStream out, LongConsumer progress) {
        super(out);
        this.progress = progress;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
        out.write(buffer, from, length);
        sha.update(buffer, from, length);
        bytes += length;
        progress.accept(bytes);
    }

    long bytes() {
        return bytes;
    }

    /// Of everything so far; to be asked once.
    String sha256() {
        return HexFormat.of().formatHex(sha.digest());
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
