package dev.touchstone.backend.http.openapi;

import java.util.Map;

/// What the parts of a path in braces are, by the part of the path that stands before them.
final class PathParameters {
    private static final Map<String, String> BEFORE = Map.ofEntries(
            Map.entry("outputs", "The output's id, from the receipt of its posting."),
            Map.entry("reviews", "The review's id, from the receipt of its output or from `GET /v1/reviews`."),
            Map.entry("pipelines", "The pipeline's name, such as `support-bot`."),
            Map.entry("alarms", "The alarm's id, from `GET /v1/alarms`."),
            Map.entry("actions", "The name of one of the policy's alarm actions."),
            Map.entry("alarm-actions", "The name of one of the policy's alarm actions."),
            Map.entry("datasets", "The dataset's name."),
            Map.entry("versions", "The number of the dataset's version, from 1."),
            Map.entry("deliveries", "The delivery's id, from its lease or from `GET /v1/deliveries/dead`."),
            Map.entry("digests", "The digest's id, or the ISO week it is about, such as `2026-W47`."),
            Map.entry("charts", "The chart's name, from its digest."),
            Map.entry("experiments", "The experiment's id, from `GET /v1/experiments`."),
            Map.entry("items", "The golden item's id, from `GET /v1/golden/items`."),
            Map.entry("samples", "The sample's id, from `GET /v1/samples`."),
            Map.entry("judgment-batches", "The job's id, from the list of jobs."),
            Map.entry("erasures", "The erasure's id, from its receipt or from `GET /v1/erasures`."),
            Map.entry("holds", "The hold's id, from `GET /v1/holds`."),
            Map.entry("keys", "The public part of the key, from `GET /v1/keys`."),
            Map.entry("f", "The token of a signed link."));

    private PathParameters() {}

    /// @param path such as `/v1/outputs/{id}`
    /// @param name of the part, without braces
    /// @throws IllegalStateException when nobody has said what it is
    static String description(String path, String name) {
        String[] segments = path.split("/");
        for (int i = 1; i < segments.length; i++) {
            if (segments[i].startsWith("{" + name + "}")) {
                String said = BEFORE.get(segments[i - 1]);
                if (said != null) {
                    return said;
                }
            }
        }
        throw new IllegalStateException("say in PathParameters what {" + name + "} of " + path + " is");
    }
}
