package dev.touchstone.backend.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Gauges that have to ask the database. They are asked when somebody scrapes, on one thread of their own, so that
/// neither many scrapes nor a database that hangs take anything from requests; until the answer is there the last one
/// counts, and NaN when the last look failed. Thread-safe.
public final class StoredGauges {
    private final MeterRegistry registry;
    private final List<Runnable> looks = new CopyOnWriteArrayList<>();

    public StoredGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /// For metrics that are at hand.
    public MeterRegistry registry() {
        return registry;
    }

    /// @param look a few index lookups at most, whatever the size of the tables
    public void add(String name, String description, Supplier<? extends Number> look) {
        Cell cell = new Cell();
        Gauge.builder(name, cell, held -> held.value).description(description).register(registry);
        looks.add(() -> cell.value = asked(look));
    }

    /// One gauge with a row for each set of labels that there is at the moment.
    ///
    /// @param look a few dozen rows at most
    public void addRows(String name, String description, Supplier<Map<Tags, Double>> look) {
        MultiGauge rows = MultiGauge.builder(name).description(description).register(registry);
        looks.add(() -> rows.register(
                rowsOf(look).entrySet().stream()
                        .map(row -> MultiGauge.Row.of(row.getKey(), row.getValue()))
                        .toList(),
                true));
    }

    private static final class Cell {
        volatile double value = Double.NaN;
    }

    private static double asked(Supplier<? extends Number> look) {
        try {
            return look.get().doubleValue();
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }

    private static Map<Tags, Double> rowsOf(Supplier<Map<Tags, Double>> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            return Map.of();
        }
    }

    /// Asks everything anew; for who scrapes.
    public void look() {
        looks.forEach(Runnable::run);
    }
}
