package dev.touchstone.stats;

import dev.touchstone.stats.sampling.Allocation;
import dev.touchstone.stats.sampling.BottomK;
import dev.touchstone.stats.sampling.BudgetSplit;
import dev.touchstone.stats.sampling.PrioritySample;
import dev.touchstone.stats.sampling.SamplingKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The reference methods that draw samples and divide reviews.
final class SamplingReferences {
    static final Map<String, Function<Inputs, Outputs>> METHODS = Map.of(
            "sampling_key", SamplingReferences::key,
            "bottom_k", SamplingReferences::bottomK,
            "weighted_bottom_k", SamplingReferences::priority,
            "allocation", SamplingReferences::allocation,
            "budget_split", SamplingReferences::budget);

    private SamplingReferences() {}

    private static SamplingKey keyOf(Inputs in) {
        return new SamplingKey(HexFormat.of().parseHex(in.text("key_hex")));
    }

    private static Outputs key(Inputs in) {
        return new Outputs()
                .with("u", in.texts("ids").stream().map(keyOf(in)::of).toList());
    }

    private static Outputs bottomK(Inputs in) {
        SamplingKey key = keyOf(in);
        BottomK sample = BottomK.of(
                in.texts("ids").stream()
                        .map(id -> new BottomK.Key(id, key.of(id)))
                        .toList(),
                in.integer("k"));
        return new Outputs()
                .with(
                        "selected",
                        sample.selected().stream().map(BottomK.Key::id).toList())
                .with("threshold", sample.threshold());
    }

    private static Outputs priority(Inputs in) {
        SamplingKey key = keyOf(in);
        List<String> ids = in.texts("ids");
        double[] weights = in.numbers("weights");
        PrioritySample sample = PrioritySample.of(
                IntStream.range(0, ids.size())
                        .mapToObj(i -> new PrioritySample.Candidate(ids.get(i), key.of(ids.get(i)), weights[i]))
                        .toList(),
                in.integer("k"));
        return new Outputs()
                .with(
                        "selected",
                        sample.selected().stream()
                                .map(PrioritySample.Selected::id)
                                .toList())
                .with("tau", sample.tau())
                .with(
                        "pi",
                        sample.selected().stream()
                                .map(PrioritySample.Selected::inclusion)
                                .toList());
    }

    private static Outputs allocation(Inputs in) {
        long[] population = in.counts("N");
        long[] errors = in.counts("pilot_errors");
        long[] reviewed = in.counts("pilot_n");
        double[] deviation = IntStream.range(0, population.length)
                .mapToDouble(h -> Allocation.pilotDeviation(errors[h], reviewed[h]))
                .toArray();
        double[] neyman = Allocation.neyman(population, deviation);
        return new Outputs()
                .with("S", Arrays.stream(deviation).boxed().toList())
                .with(
                        "neyman_real",
                        Arrays.stream(Allocation.realShares(neyman, in.integer("n")))
                                .boxed()
                                .toList())
                .with("neyman_exact", exact(in, neyman))
                .with("proportional_exact", exact(in, Allocation.proportional(population)))
                .with("sqrt_exact", exact(in, Allocation.squareRoot(population)));
    }

    private static List<Long> exact(Inputs in, double[] measure) {
        return Arrays.stream(Allocation.exact(in.counts("N"), measure, in.integer("n"), in.integer("floor")))
                .boxed()
                .toList();
    }

    private static Outputs budget(Inputs in) {
        BudgetSplit split = BudgetSplit.of(
                in.integer("reviews"),
                in.integer("low_confidence_arrivals"),
                in.number("min_audit_share"),
                in.integer("audit_required"));
        return new Outputs()
                .with("audit", split.audit())
                .with("low_confidence", split.lowConfidence())
                .with("pi_low", split.lowInclusion());
    }
}
