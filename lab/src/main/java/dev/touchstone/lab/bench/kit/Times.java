package dev.touchstone.lab.bench.kit;

import java.util.List;
import java.util.stream.LongStream;

/// How long something took, many times over.
public final class Times {
    private final long[] sortedNanos;

    private Times(long[] sortedNanos) {
        this.sortedNanos = sortedNanos;
    }

    public static Times ofNanos(LongStream nanos) {
        return new Times(nanos.sorted().toArray());
    }

    public static Times of(List<Long> nanos) {
        return ofNanos(nanos.stream().mapToLong(Long::longValue));
    }

    public int count() {
        return sortedNanos.length;
    }

    /// Median, milliseconds.
    public double p50Ms() {
        return percentile(0.5);
    }

    /// 95th percentile, milliseconds.
    public double p95Ms() {
        return percentile(0.95);
    }

    /// 99th percentile, milliseconds.
    public double p99Ms() {
        return percentile(0.99);
    }

    private double percentile(double share) {
        return sortedNanos.length == 0
                ? 0
                : sortedNanos[(int) Math.min(sortedNanos.length - 1, sortedNanos.length * share)] / 1e6;
    }
}
