package dev.touchstone.backend.judge.check;

import dev.touchstone.backend.model.ModelFault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts what checks come to. Every cause is there from the start, at zero, so that an alert on it can be written.
final class CheckMetrics {
    private final MeterRegistry registry;
    private final Counter answered;
    private final Counter unanswered;

    CheckMetrics(MeterRegistry registry) {
        this.registry = registry;
        answered = Counter.builder("touchstone.check.answers")
                .description("Outputs that a check gave a score")
                .register(registry);
        unanswered = Counter.builder("touchstone.check.unanswered")
                .description("Outputs whose check was not answered within its time")
                .register(registry);
        for (ModelFault fault : ModelFault.values()) {
            faults(fault);
        }
    }

    void answered() {
        answered.increment();
    }

    void unanswered() {
        unanswered.increment();
    }

    void failed(ModelFault fault) {
        faults(fault).increment();
    }

    private Counter faults(ModelFault fault) {
        return Counter.builder("touchstone.check.faults")
                .description("Failed calls of the model that checks")
                .tag("cause", fault.wire())
                .register(registry);
    }
}
