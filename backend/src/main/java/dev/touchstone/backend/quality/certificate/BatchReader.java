package dev.touchstone.backend.quality.certificate;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.output.SamplingIndex;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.backend.store.Database;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/// Reads what is known of a batch: its reviews and counters, and of its outputs only as many as were reviewed,
/// to see how far by sampling key all of them were.
final class BatchReader {
    private static final int FEWEST_AT_ONCE = 64;
    private static final double FURTHER = 1.25;

    private final Database database;
    private final Observations observations;

    BatchReader(Database database, Observations observations) {
        this.database = database;
        this.observations = observations;
    }

    /// Empty batches have no outputs and no evidence: `outputs` of 0 is the caller's to refuse.
    Observed observe(PipelineName pipeline, Period window, long nowMs) {
        return observations.wholeOutputs(pipeline, window, nowMs);
    }

    BatchEvidence evidence(PipelineName pipeline, Period window, Observed observed) {
        long certain = outputs(observed, 1);
        long byChance = observed.outputs() - certain;
        List<ReviewFact> chance = observed.reviews().stream()
                .filter(review -> review.intakeInclusion() < 1)
                .sorted(Comparator.comparingDouble(ReviewFact::u)
                        .thenComparing(review -> review.outputId().value()))
                .toList();
        double gap = chance.size() >= byChance ? 1 : gap(pipeline, window, observed, byChance);
        List<Boolean> seen = chance.stream()
                .filter(review -> review.u() < gap)
                .map(review -> review.answer() != Answer.APPROVED)
                .limit(byChance)
                .toList();
        long decided = Math.min(
                certain,
                observed.reviews().stream()
                        .filter(review -> review.intakeInclusion() == 1 && review.decided())
                        .count());
        long foundWrong = chance.stream()
                .filter(review -> review.decided() && review.answer() != Answer.APPROVED)
                .count();
        return new BatchEvidence(observed.outputs(), decided, certain - decided, byChance, seen, foundWrong);
    }

    private static long outputs(Observed observed, double inclusion) {
        return observed.population().stream()
                .filter(count -> count.inclusion() == inclusion)
                .mapToLong(PopulationCount::outputs)
                .sum();
    }

    /// The smallest key of an output that is not under review by any draw. Below the least probability of all
    /// there is none, by design; beyond it blocks of keys are looked through, as many outputs as were found
    /// under review.
    private double gap(PipelineName pipeline, Period window, Observed observed, long byChance) {
        Set<OutputId> drawn = new HashSet<>();
        observed.reviews().forEach(review -> drawn.add(review.outputId()));
        double from = observed.population().stream()
                .mapToDouble(PopulationCount::inclusion)
                .min()
                .orElse(0);
        return database.reader().withHandle(handle -> {
            Map<String, List<Long>> hours = hours(handle, pipeline, window);
            double begin = from;
            while (begin < 1) {
                double end = Math.min(1, Math.max(begin * FURTHER, begin + (double) FEWEST_AT_ONCE / byChance));
                double found = firstUndrawn(handle, pipeline, hours, drawn, begin, end);
                if (found < end) {
                    return found;
                }
                begin = end;
            }
            return 1.0;
        });
    }

    private static Map<String, List<Long>> hours(Handle handle, PipelineName pipeline, Period window) {
        Map<String, Set<Long>> hours = new TreeMap<>();
        SamplingIndex.counts(handle, pipeline, window.fromHour(), window.toHour())
                .forEach(count -> hours.computeIfAbsent(count.stratum(), stratum -> new HashSet<>())
                        .add(count.hour()));
        Map<String, List<Long>> lists = new HashMap<>();
        hours.forEach((stratum, some) -> lists.put(
                stratum,
                LongStream.range(window.fromHour(), window.toHour())
                        .filter(some::contains)
                        .boxed()
                        .toList()));
        return lists;
    }

    /// @return `end` when all outputs below it are drawn
    private static double firstUndrawn(
            Handle handle,
            PipelineName pipeline,
            Map<String, List<Long>> hours,
            Set<OutputId> drawn,
            double begin,
            double end) {
        double first = end;
        for (Map.Entry<String, List<Long>> stratum : hours.entrySet()) {
            for (SamplingIndex.Found found :
                    SamplingIndex.between(handle, pipeline, stratum.getKey(), stratum.getValue(), begin, end)) {
                if (!drawn.contains(found.id())) {
                    first = Math.min(first, found.u());
                }
            }
        }
        return first;
    }
}
