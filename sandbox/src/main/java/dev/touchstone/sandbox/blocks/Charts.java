package dev.touchstone.sandbox.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The charts of a `data_visualization` block: pie, bar, area and line.
final class Charts {
    private static final Rule NUMBER = Rule.number(-1e15, 1e15);

    private static final Shape POINT =
            Shape.of().required("label", Rule.string(1, 20)).required("value", NUMBER);

    private static final Shape SERIES =
            Shape.of().required("name", Rule.string(1, 20)).required("data", Rule.list(POINT, 1, 20));

    private static final Shape AXES = Shape.of()
            .required("categories", Rule.list(Rule.string(1, 20), 1, 20))
            .optional("x_label", Rule.string(1, 50))
            .optional("y_label", Rule.string(1, 50));

    private static final Shape PLOT = Shape.typed()
            .required("series", Rule.list(SERIES, 1, 6))
            .required("axis_config", AXES)
            .also(Charts::pointsOnTheAxis);

    static final Kinds CHART = new Kinds(Map.of(
            "pie", Shape.typed().required("segments", Rule.list(POINT, 1, 6)),
            "bar", PLOT,
            "area", PLOT,
            "line", PLOT));

    private Charts() {}

    /// Slack draws no gaps: every series has one value for every category.
    private static void pointsOnTheAxis(JsonNode chart, Place place, Findings findings) {
        List<String> categories = new ArrayList<>();
        chart.path("axis_config").path("categories").forEach(category -> categories.add(category.asText("")));
        Set<String> names = new HashSet<>();
        int at = 0;
        for (JsonNode series : chart.path("series")) {
            Place here = place.at("series").at(at++);
            List<String> labels = new ArrayList<>();
            series.path("data").forEach(point -> labels.add(point.path("label").asText("")));
            if (labels.size() != categories.size() || !labels.containsAll(categories)) {
                findings.add(here.at("data"), "labels must match the axis categories");
            }
            if (!names.add(series.path("name").asText(""))) {
                findings.add(here.at("name"), "series names must be unique");
            }
        }
    }
}
