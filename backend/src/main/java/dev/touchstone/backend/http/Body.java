package dev.touchstone.backend.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// A request body that has arrived, in blocks, so that a large one need not be copied to grow. Holds its share of the
/// memory for bodies until it is closed. Not thread-safe.
final class Body implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final Runnable giveBack;
    private final List<byte[]> blocks = new ArrayList<>();
    /// How far the last block is filled; all others are full.
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
        if (blocks.isEmpty() || used == blocks.getLast().length) {
            blocks.add(new byte[Math.clamp(wanted, 1, BLOCK)]);
            used = 0;
        }
        return blocks.getLast();
    }

    int used() {
        return used;
    }

    void filled(int bytes) {
        used += bytes;
        size += bytes;
    }

    /// How many bytes of a block count.
    private int length(int block) {
        return block == blocks.size() - 1 ? used : blocks.get(block).length;
    }

    /// The whole, as one array; may be asked for any number of times.
    byte[] bytes() {
        if (blocks.size() == 1 && used == blocks.getFirst().length) {
            return blocks.getFirst();
        }
        byte[] whole = new byte[Math.toIntExact(size)];
        int at = 0;
        for (int i = 0; i < blocks.size(); i++) {
            System.arraycopy(blocks.get(i), 0, whole, at, length(i));
            at += length(i);
        }
        blocks.clear();
        blocks.add(whole);
        used = whole.length;
        return whole;
    }

    /// How many lines there are, the last one counted whether or not it is ended.
    long lines() {
        long ends = 0;
        byte end = '\n';
        for (int i = 0; i < blocks.size(); i++) {
            byte[] block = blocks.get(i);
            for (int j = 0; j < length(i); j++) {
                end = block[j];
                ends += end == '\n' ? 1 : 0;
            }
        }
        return end == '\n' ? ends : ends + 1;
    }

    /// The whole as a stream that lets go of what was read: to be called once.
    InputStream stream() {
        return new InputStream() {
            private InputStream block = InputStream.nullInputStream();
            private int next;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = block.read(into, from, length);
                while (read < 0 && next < blocks.size()) {
                    block = new ByteArrayInputStream(blocks.get(next), 0, Body.this.length(next));
                    blocks.set(next, NOTHING);
                    next++;
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
