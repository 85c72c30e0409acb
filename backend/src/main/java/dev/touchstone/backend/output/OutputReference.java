package dev.touchstone.backend.output;

import dev.touchstone.api.output.NewOutput;
import java.util.LinkedHashMap;
import java.util.Map;

/// How an event names the output it is about to the pipeline that posted it: by both ids, and with the metadata that
/// the pipeline wants back.
public final class OutputReference {
    private OutputReference() {}

    /// A new map that the event may add to.
    ///
    /// @param body what was posted
    public static Map<String, Object> of(OutputRow output, NewOutput body) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("output_id", output.id());
        data.put("external_id", output.externalId());
        data.put("pipeline", output.pipeline());
        if (!body.metadata().isEmpty()) {
            data.put("metadata", body.metadata());
        }
        return data;
    }
}
