package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.Reply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Counts what the judge does. Every cause is there from the start, at zero, so that an alert on it can be written.
public final class JudgeMetrics {
    private final Map<ModelFault, Counter> faults = new EnumMap<>(ModelFault.class);
    private final Map<JudgeVerdict, Counter> verdicts = new EnumMap<>(JudgeVerdict.class);
    private final Counter input;
    private final Counter output;
    private final Counter cost;
    private final Timer calls;

    public JudgeMetrics(MeterRegistry registry) {
        for (ModelFault fault : ModelFault.values()) {
            faults.put(
                    fault,
                    Counter.builder("touchstone.judge.faults")
                            .description("Failed calls of the judge's model")
                            .tag("cause", fault.wire())
                            .register(registry));
        }
        for (JudgeVerdict verdict : JudgeVerdict.values()) {
            verdicts.put(
                    verdict,
                    Counter.builder("touchstone.judge.judgments")
                            .description("Judgments")
                            .tag("verdict", verdict.wire())
                            .register(registry));
        }
        input = tokens(registry, "input");
        output = tokens(registry, "output");
        cost = Counter.builder("touchstone.judge.cost")
                .description("What the judge's model has cost, in the currency of judge.prices")
                .register(registry);
        calls = Timer.builder("touchstone.judge.calls")
                .description("Time of calls of the judge's model")
                .register(registry);
    }

    private static Counter tokens(MeterRegistry registry, String kind) {
        return Counter.builder("touchstone.judge.tokens")
                .description("Tokens that the judge's model was sent and has written")
                .tag("kind", kind)
                .register(registry);
    }

    void called(Reply.Usage usage, long costMicros, Duration took) {
        input.increment((double) usage.input());
        output.increment((double) usage.output());
        cost.increment(costMicros / JudgmentRow.MICROS);
        calls.record(took);
    }

    public void judged(JudgeVerdict verdict) {
        count(verdicts.get(verdict));
    }

    public void failed(ModelFault fault) {
        count(faults.get(fault));
    }

    private static void count(@org.jspecify.annotations.Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
