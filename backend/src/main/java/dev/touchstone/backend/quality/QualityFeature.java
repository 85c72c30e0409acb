package dev.touchstone.backend.quality;

import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Wires the reports on quality.
public final class QualityFeature {
    private final List<Endpoint> endpoints = new ArrayList<>();

    public QualityFeature(Database database, Pipelines pipelines, InstantSource clock) {
        Observations observations = new Observations(database);
        QualitySnapshot snapshot = new QualitySnapshot(observations, clock);
        endpoints.addAll(
                new SeedMetricRoutes(new SeedReport(database, observations, clock), pipelines, clock).endpoints());
        endpoints.addAll(new QualityRoutes(snapshot, pipelines, clock).endpoints());
    }

    public List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }
}
