package dev.touchstone.backend.judge.committee;

import dev.touchstone.backend.model.ModelFault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/// Counts what the models of committees do. Every cause is there from the start, at zero, so that an alert on it can be
/// written.
final class CommitteeMetrics {
    private final MeterRegistry registry;

    CommitteeMetrics(MeterRegistry registry, Collection<String> models) {
        this.registry = registry;
        for (String model : models) {
            answers(model);
            for (ModelFault fault : ModelFault.values()) {
                faults(model, fault.wire());
            }
        }
    }

    void answered(String model) {
        answers(model).increment();
    }

    /// @param cause a fault of a call, or why there was none
    void failed(String model, String cause) {
        faults(model, cause).increment();
    }

    private Counter answers(String model) {
        return Counter.builder("touchstone.committee.answers")
                .description("Answers of the models of committees")
                .tag("model", model)
                .register(registry);
    }

    private Counter faults(String model, String cause) {
        return Counter.builder("touchstone.committee.faults")
                .description("Failed calls of the models of committees")
                .tag("model", model)
                .tag("cause", cause)
                .register(registry);
    }
}
