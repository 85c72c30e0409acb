package dev.touchstone.backend.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/// A request body that has arrived, in blocks, so that a large one need not be copied to grow. Holds its share of the
/// memory for bodies until it is closed. Not thread-safe.
final class Body implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;

    private final Runnable giveBack;
    private final Deque<byte[]> blocks = new ArrayDeque<>();
    private byte[] last = {};
    private int used;
    private long size;

    Body(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    static Body none() {
        return new Body(() -> {});
    }

    long size() {
        return size;
    }

    /// Room for at least one more byte, to be filled from [#used] on.
    byte[] room(int wanted) {
        if (used == last.length) {
            last = new byte[Math.max(1, Math.min(wanted, BLOCK))];
            used = 0;
            blocks.add(last);
        }
        return last;
    }

    int used() {
        return used;
    }

    void filled(int bytes) {
        used += bytes;
        size += bytes;
    }

    /// The whole, as one array; may be asked for any number of times.
    byte[] bytes() {
        if (blocks.isEmpty() || blocks.size() == 1 && last.length == used) {
            return last;
        }
        byte[] whole = new byte[Math.toIntExact(size)];
        int at = 0;
        for (byte[] block : blocks) {
            int length = lengthOf(block);
            System.arraycopy(block, 0, whole, at, length);
            at += length;
        }
        blocks.clear();
        blocks.add(whole);
        last = whole;
        used = whole.length;
        return whole;
    }

    /// Only the last block is not full, and which one it is says its identity: two may hold the same bytes.
    @SuppressWarnings("ReferenceEquality")
    private int lengthOf(byte[] block) {
        return block == last ? used : block.length;
    }

    /// How many lines there are, the last one counted whether or not it is ended.
    long lines() {
        long ends = 0;
        byte end = '\n';
        for (byte[] block : blocks) {
            int length = lengthOf(block);
            for (int i = 0; i < length; i++) {
                if (block[i] == '\n') {
                    ends++;
                }
            }
            end = length == 0 ? end : block[length - 1];
        }
        return end == '\n' ? ends : ends + 1;
    }

    /// The whole as a stream that lets go of what was read: to be called once.
    InputStream stream() {
        return new InputStream() {
            private InputStream block = InputStream.nullInputStream();

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = block.read(into, from, length);
                while (read < 0 && !blocks.isEmpty()) {
                    byte[] next = blocks.remove();
                    block = new ByteArrayInputStream(next, 0, lengthOf(next));
                    read = block.read(into, from, length);
                }
                return read;
            }
        };
    }

    @Override
    public void close() {
        giveBack.run();
    }
}
