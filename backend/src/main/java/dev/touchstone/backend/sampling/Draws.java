package dev.touchstone.backend.sampling;

import dev.touchstone.api.sampling.SampleStratum;
import dev.touchstone.backend.output.SamplingIndex;
import dev.touchstone.backend.output.SamplingIndex.Count;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.review.SampledReviews;
import dev.touchstone.stats.sampling.Allocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Draws samples. Populations come from the hourly counters and members from ranges of the index over the sampling
/// key, so a draw costs what the sample and its window are large, not what the table is. Reads only; nothing is
/// stored.
public final class Draws {
    /// More reviews at once would bury the queue.
    static final int LARGEST = 10_000;
    /// Verdicts this old still tell how strata differ.
    private static final long PILOT_HOURS = 90 * 24;

    private Draws() {}

    /// Draws a sample from the outputs that the handle sees. The same design draws the same outputs as long as no
    /// output is added to the window.
    ///
    /// @param snapshot sees one moment, so that populations and members agree
    /// @throws Refused when the design names a stratum that the window does not have
    public static Drawn draw(Handle snapshot, Design design) {
        Map<String, List<Count>> strata = strata(snapshot, design);
        List<String> names = List.copyOf(strata.keySet());
        long[] populations =
                names.stream().mapToLong(name -> total(strata.get(name))).toArray();
        long population = java.util.Arrays.stream(populations).sum();
        long target = design.target(population, LARGEST);
        long[] sizes = sizes(snapshot, design, names, populations, target);

        List<SampleStratum> drawn = new ArrayList<>();
        List<Drawn.Member> members = new ArrayList<>();
        for (int h = 0; h < sizes.length; h++) {
            StratumDraw one = new StratumDraw(snapshot, design, names.get(h), hours(strata.get(names.get(h))));
            drawn.add(one.draw(populations[h], sizes[h], rate(design, population, populations[h], sizes[h]), members));
        }
        members.sort(Comparator.comparing(Drawn.Member::outputId));
        return new Drawn(population, drawn, members, note(design, population, drawn));
    }

    private static Map<String, List<Count>> strata(Handle snapshot, Design design) {
        Map<String, List<Count>> found =
                SamplingIndex.counts(
                                snapshot,
                                design.pipeline(),
                                design.window().fromHour(),
                                design.window().toHour())
                        .stream()
                        .collect(Collectors.groupingBy(Count::stratum, TreeMap::new, Collectors.toList()));
        for (String name : design.strata()) {
            if (!found.containsKey(name)) {
                throw Refused.invalid(
                        "unknown-stratum",
                        "The window has no outputs in stratum '" + name + "'; it has "
                                + (found.isEmpty() ? "none at all" : String.join(" · ", found.keySet())) + ".");
            }
        }
        if (!design.strata().isEmpty()) {
            found.keySet().retainAll(design.strata());
        }
        return found;
    }

    private static long[] sizes(Handle snapshot, Design design, List<String> names, long[] populations, long target) {
        if (design.sameRateEverywhere()) {
            long all = Math.max(1, java.util.Arrays.stream(populations).sum());
            return java.util.Arrays.stream(populations)
                    .map(size -> Math.round((double) target * size / all))
                    .toArray();
        }
        double[] measure = switch (design.allocation()) {
            case PROPORTIONAL -> Allocation.proportional(populations);
            case SQRT -> Allocation.squareRoot(populations);
            case NEYMAN -> Allocation.neyman(populations, deviations(snapshot, design, names));
        };
        return Allocation.exact(populations, measure, target, design.floor());
    }

    /// A stratum without verdicts counts as the most uncertain one there can be.
    private static double[] deviations(Handle snapshot, Design design, List<String> names) {
        Map<String, SampledReviews.Pilot> pilots = SampledReviews.pilots(
                        snapshot,
                        design.pipeline(),
                        design.window().toHour() - PILOT_HOURS,
                        design.window().toHour())
                .stream()
                .collect(Collectors.toMap(SampledReviews.Pilot::stratum, pilot -> pilot));
        return names.stream()
                .map(name -> pilots.getOrDefault(name, new SampledReviews.Pilot(name, 0, 0)))
                .mapToDouble(pilot -> Allocation.pilotDeviation(pilot.wrong(), pilot.decided()))
                .toArray();
    }

    /// The probability of a Poisson draw.
    private static double rate(Design design, long population, long inStratum, long size) {
        if (design.amount().rate() != null && design.sameRateEverywhere()) {
            return Math.min(design.amount().rate(), (double) LARGEST / population);
        }
        return inStratum == 0 ? 0 : (double) size / inStratum;
    }

    private static @Nullable String note(Design design, long population, List<SampleStratum> strata) {
        List<String> notes = new ArrayList<>();
        if (population == 0) {
            notes.add("There were no outputs in the window.");
        } else if (design.amount().size() != null && design.amount().size() > population) {
            notes.add("Asked for " + design.amount().size() + ", but the window has only " + population
                    + ": all are taken.");
        } else if (design.amount().rate() != null && design.amount().rate() * population > LARGEST) {
            notes.add("A rate of " + design.amount().rate() + " would draw more than " + LARGEST
                    + " outputs; about that many are taken.");
        }
        long empty = strata.stream().filter(stratum -> stratum.inclusion() == 0).count();
        if (empty > 0) {
            notes.add("The size does not reach " + empty + " of " + strata.size() + " strata; no figure covers them.");
        }
        return notes.isEmpty() ? null : String.join(" ", notes);
    }

    private static long total(@Nullable List<Count> counts) {
        return counts == null ? 0 : counts.stream().mapToLong(Count::outputs).sum();
    }

    private static List<Long> hours(@Nullable List<Count> counts) {
        return counts == null ? List.of() : counts.stream().map(Count::hour).toList();
    }
}
