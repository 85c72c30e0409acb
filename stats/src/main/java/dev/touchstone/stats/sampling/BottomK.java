package dev.touchstone.stats.sampling;

import dev.touchstone.stats.Require;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The k outputs with the smallest sampling keys: a simple random sample of whatever it was drawn from, which
/// nodes can draw apart and merge. Cohen and Kaplan 2007, PODC.
///
/// @param k how many were asked for, at least 0
/// @param selected in ascending order of key; fewer than k when there were not more
/// @param threshold the (k+1)-th smallest key: everything below it is in the sample. 1 when nothing was left
///     out
public record BottomK(int k, List<Key> selected, double threshold) {
    private static final Comparator<Key> ORDER =
            Comparator.comparingDouble(Key::u).thenComparing(Key::id);

    /// An output id with its sampling key u in [0, 1).
    public record Key(String id, double u) {
        public Key {
            Require.unit(u, "sampling key");
        }
    }

    public BottomK {
        Require.atLeast(k, 0, "sample size");
        Require.unit(threshold, "threshold");
        selected = List.copyOf(selected);
    }

    /// Draws the sample. An id that occurs twice counts once.
    public static BottomK of(Collection<Key> keys, int k) {
        return of(keys.stream(), k, 1);
    }

    /// The sample of both sources together, as if drawn from their union.
    ///
    /// @throws IllegalArgumentException when the two sizes differ
    public BottomK mergedWith(BottomK other) {
        if (k != other.k) {
            throw new IllegalArgumentException(
                    "only samples of one size can merge, had " + k + " and " + other.k + "; draw both with the same k");
        }
        return of(Stream.concat(selected.stream(), other.selected.stream()), k, Math.min(threshold, other.threshold));
    }

    /// Probability with which each selected output was in the sample, given how many there were.
    ///
    /// @param population outputs the sample was drawn from
    public double inclusion(long population) {
        Require.atLeast(population, Math.max(1, selected.size()), "population");
        return (double) selected.size() / population;
    }

    private static BottomK of(Stream<Key> keys, int k, double excluded) {
        Require.atLeast(k, 0, "sample size");
        List<Key> smallest = keys.distinct().sorted(ORDER).limit(k + 1L).toList();
        double threshold =
                smallest.size() > k ? Math.min(excluded, smallest.get(k).u()) : excluded;
        return new BottomK(k, smallest.subList(0, Math.min(k, smallest.size())), threshold);
    }
}
