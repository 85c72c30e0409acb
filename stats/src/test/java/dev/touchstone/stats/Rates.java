package dev.touchstone.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Shares of simulation runs in which something held, by name.
final class Rates {
    private final Map<String, int[]> tallies = new LinkedHashMap<>();

    void count(String name, boolean held) {
        int[] tally = tallies.computeIfAbsent(name, unseen -> new int[2]);
        tally[0] += held ? 1 : 0;
        tally[1]++;
    }

    double of(String name) {
        int[] tally = Objects.requireNonNull(tallies.get(name), () -> "no runs of " + name);
        return (double) tally[0] / tally[1];
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        tallies.keySet().forEach(name -> text.append("%s %.3f  ".formatted(name, of(name))));
        return text.toString().strip();
    }
}
