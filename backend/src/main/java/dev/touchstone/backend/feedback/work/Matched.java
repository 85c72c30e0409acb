package dev.touchstone.backend.feedback.work;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.feedback.event.EventRow;
import dev.touchstone.backend.output.OutputBrief;
import dev.touchstone.backend.output.Outputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Events with the outputs they are about, and those whose outputs are not there.
record Matched(List<Pair> found, List<EventRow> missing) {
    /// An event and its output.
    record Pair(EventRow event, OutputBrief output) {}

    private record Name(PipelineName pipeline, String externalId) {}

    static Matched of(Handle handle, List<EventRow> events) {
        Map<OutputId, OutputBrief> byId = new HashMap<>();
        Outputs.briefs(handle, ids(events)).forEach(output -> byId.put(output.id(), output));
        Map<Name, OutputBrief> byName = new HashMap<>();
        names(events)
                .forEach((pipeline, names) -> Outputs.briefsNamed(handle, pipeline, names)
                        .forEach(output -> byName.put(new Name(pipeline, output.externalId()), output)));
        List<Pair> found = new ArrayList<>();
        List<EventRow> missing = new ArrayList<>();
        for (EventRow event : events) {
            @Nullable OutputId id = event.named().outputId();
            @Nullable String name = event.named().externalId();
            @Nullable
            OutputBrief output =
                    id != null ? byId.get(id) : name == null ? null : byName.get(new Name(event.pipeline(), name));
            if (output == null) {
                missing.add(event);
            } else {
                found.add(new Pair(event, output));
            }
        }
        return new Matched(found, missing);
    }

    private static Set<OutputId> ids(List<EventRow> events) {
        Set<OutputId> ids = new HashSet<>();
        for (EventRow event : events) {
            @Nullable OutputId id = event.named().outputId();
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static Map<PipelineName, Set<String>> names(List<EventRow> events) {
        Map<PipelineName, Set<String>> names = new HashMap<>();
        for (EventRow event : events) {
            @Nullable String name = event.named().externalId();
            if (event.named().outputId() == null && name != null) {
                names.computeIfAbsent(event.pipeline(), unused -> new HashSet<>())
                        .add(name);
            }
        }
        return names;
    }
}
