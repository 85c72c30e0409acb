package dev.touchstone.backend.golden.group;

import java.util.Arrays;
import java.util.BitSet;

/// Finds which of many sketches may be near-duplicates of one, without looking at all: sketches that agree in all of
/// some few minima meet in a band (locality-sensitive hashing, Indyk and Motwani 1998), and of those that meet, one
/// byte of every minimum is compared (b-bit minwise hashing, Li and König 2010). About 700 bytes an input; holds no
/// texts. What it names is still to be verified. Not thread-safe.
final class Neighbours {
    private static final int ROWS = 4;
    private static final int BANDS = (Sketch.CHARACTERS + Sketch.WORDS) / ROWS;
    /// Estimates from some 90 minima have a standard error near 0.05.
    private static final double MARGIN = 0.15;

    private static final int NONE = -1;

    private int size;
    private int[] heads = filled(1 << 12);
    /// Of entry `input × BANDS + band`: its key, and the entry before in its chain.
    private int[] keys = new int[0];

    private int[] before = new int[0];
    private byte[] lowBytes = new byte[0];

    private static int[] filled(int length) {
        int[] made = new int[length];
        Arrays.fill(made, NONE);
        return made;
    }

    int size() {
        return size;
    }

    /// Adds a sketch; the first gets the number 0, the next 1, and so on.
    void add(Sketch sketch) {
        grow();
        int[] minima = sketch.minima();
        for (int i = 0; i < minima.length; i++) {
            lowBytes[size * minima.length + i] = (byte) minima[i];
        }
        for (int band = 0; band < BANDS; band++) {
            chain(size * BANDS + band, key(minima, band));
        }
        size++;
    }

    private void chain(int entry, int key) {
        keys[entry] = key;
        int slot = key & (heads.length - 1);
        before[entry] = heads[slot];
        heads[slot] = entry;
    }

    private void grow() {
        int entries = (size + 1) * BANDS;
        if (entries > keys.length) {
            int inputs = Math.max(64, size + size / 2);
            keys = Arrays.copyOf(keys, inputs * BANDS);
            before = Arrays.copyOf(before, inputs * BANDS);
            lowBytes = Arrays.copyOf(lowBytes, inputs * (Sketch.CHARACTERS + Sketch.WORDS));
        }
        if (entries / 2 > heads.length) {
            heads = filled(heads.length * 4);
            for (int entry = 0; entry < size * BANDS; entry++) {
                chain(entry, keys[entry]);
            }
        }
    }

    /// The numbers of those that are probably near.
    int[] of(Sketch sketch) {
        int[] minima = sketch.minima();
        BitSet met = new BitSet(size);
        int[] found = new int[16];
        int count = 0;
        for (int band = 0; band < BANDS; band++) {
            int key = key(minima, band);
            for (int entry = heads[key & (heads.length - 1)]; entry != NONE; entry = before[entry]) {
                int input = entry / BANDS;
                if (keys[entry] == key && !met.get(input)) {
                    met.set(input);
                    if (probablyNear(minima, input)) {
                        found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                        found[count++] = input;
                    }
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    private boolean probablyNear(int[] minima, int input) {
        int at = input * minima.length;
        return same(minima, at, 0, Sketch.CHARACTERS) >= (Likeness.CHARACTERS - MARGIN) * Sketch.CHARACTERS
                || same(minima, at, Sketch.CHARACTERS, minima.length)
                        >= (Likeness.WORDS_OF_LONG - MARGIN) * Sketch.WORDS;
    }

    private int same(int[] minima, int at, int from, int to) {
        int same = 0;
        for (int i = from; i < to; i++) {
            same += lowBytes[at + i] == (byte) minima[i] ? 1 : 0;
        }
        return same;
    }

    /// The number of the band is part of it; all bands share one table.
    private static int key(int[] minima, int band) {
        int hash = band * 0x9e3779b9 + 1;
        for (int i = band * ROWS; i < (band + 1) * ROWS; i++) {
            hash = (hash ^ minima[i]) * 0x85ebca6b;
            hash ^= hash >>> 15;
        }
        return hash;
    }
}
