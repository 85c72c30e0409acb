package dev.touchstone.api.client;

import dev.touchstone.api.id.PipelineName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A question about quality, built up from nothing. Immutable.
public final class QualityQuery {
    private final Map<String, @Nullable Object> values;

    private QualityQuery(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /// The last 28 days of a pipeline.
    public static QualityQuery of(PipelineName pipeline) {
        return new QualityQuery(new LinkedHashMap<>()).with("pipeline", pipeline);
    }

    public QualityQuery days(int days) {
        return with("days", days);
    }

    /// From a moment, included, to another, excluded; whole hours count.
    public QualityQuery period(Instant from, Instant to) {
        return with("from", from).with("to", to);
    }

    /// Any parameter of the operation by its name, such as `model`, `breakdown` or `baseline_from`.
    public QualityQuery with(String parameter, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(parameter, value);
        return new QualityQuery(more);
    }

    public String query() {
        return TouchstoneClient.query(values);
    }
}
