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
                            .tag("cause", fault.wire())
                            .register(registry));
        }
        for (JudgeVerdict verdict : JudgeVerdict.values()) {
            verdicts.put(
                    verdict,
                    Counter.builder("touchstone.judge.judgments")
                            .tag("verdict", verdict.wire())
                            .register(registry));
        }
        input = Counter.builder("touchstone.judge.tokens").tag("kind", "input").register(registry);
        output =
                Counter.builder("touchstone.judge.tokens").tag("kind", "output").register(registry);
        cost = Counter.builder("touchstone.judge.cost").register(registry);
        calls = Timer.builder("touchstone.judge.calls").register(registry);
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
