package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.sampling.SampleStratum;
import dev.touchstone.backend.output.SamplingIndex;
import dev.touchstone.backend.output.SamplingIndex.Found;
import dev.touchstone.stats.sampling.BottomK;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The draw from one stratum. Keys are counted from the design's start, around the circle, so that a seeded draw is a
/// range of the index too (a random start among permanent random numbers: Ohlsson 1995).
record StratumDraw(Handle snapshot, Design design, String stratum, List<Long> hours) {
    /// How many standard deviations more than needed the first range reaches: one range is nearly always enough.
    private static final double SPARE = 4;

    /// @param rate the probability of a Poisson draw
    /// @param members takes who was drawn
    SampleStratum draw(long population, long size, double rate, List<Drawn.Member> members) {
        return switch (design.method()) {
            case BOTTOM_K -> bottomK(population, size, members);
            case POISSON -> poisson(population, size, rate, members);
        };
    }

    private SampleStratum poisson(long population, long size, double rate, List<Drawn.Member> members) {
        List<Found> found = rate == 0 ? List.of() : below(rate);
        found.forEach(output -> members.add(member(output, rate)));
        return new SampleStratum(stratum, population, size, found.size(), rate, rate);
    }

    private SampleStratum bottomK(long population, long size, List<Drawn.Member> members) {
        if (size == 0) {
            return new SampleStratum(stratum, population, 0, 0, 0, 0);
        }
        Map<OutputId, Found> found = smallest(population, size);
        BottomK sample = BottomK.of(
                found.values().stream()
                        .map(output -> new BottomK.Key(output.id().value(), distance(output.u())))
                        .toList(),
                Math.toIntExact(size));
        double pi = sample.inclusion(population);
        for (BottomK.Key key : sample.selected()) {
            Found output = found.get(new OutputId(key.id()));
            if (output != null) {
                members.add(member(output, pi));
            }
        }
        return new SampleStratum(stratum, population, size, sample.selected().size(), pi, sample.threshold());
    }

    /// At least one more output than asked for, unless there is none: it is where the sample ends.
    private Map<OutputId, Found> smallest(long population, long size) {
        double cut = size >= population ? 1 : (size + 1 + SPARE * Math.sqrt(size + 1.0)) / population;
        List<Found> found = below(cut);
        while (found.size() <= size && cut < 1) {
            cut *= 2;
            found = below(cut);
        }
        return found.stream().collect(Collectors.toMap(Found::id, output -> output));
    }

    private List<Found> below(double cut) {
        double end = design.start() + Math.min(1, cut);
        if (cut >= 1) {
            return between(0, 1);
        }
        if (end <= 1) {
            return between(design.start(), end);
        }
        List<Found> found = new ArrayList<>(between(design.start(), 1));
        found.addAll(between(0, end - 1));
        return found;
    }

    private List<Found> between(double from, double to) {
        return SamplingIndex.between(snapshot, design.pipeline(), stratum, hours, from, to);
    }

    private double distance(double u) {
        return u >= design.start() ? u - design.start() : u - design.start() + 1;
    }

    private Drawn.Member member(Found output, double pi) {
        return new Drawn.Member(output.id(), stratum, output.u(), pi, output.hasText());
    }
}
