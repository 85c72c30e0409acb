package dev.touchstone.backend.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.estimate.Observed.Facet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What changed in a week: versions and models that were not seen before, policies, alarms.
final class WeekChanges {
    private static final int MOST_POLICIES = 10;

    private final Pipelines pipelines;
    private final AlarmWeek alarms;

    WeekChanges(Pipelines pipelines, AlarmWeek alarms) {
        this.pipelines = pipelines;
        this.alarms = alarms;
    }

    List<String> of(Pipeline pipeline, Course course, Instant from, Instant to) {
        List<String> lines = new ArrayList<>();
        // In a pipeline's first week everything is new, which is no news.
        if (course.hasPast()) {
            lines.addAll(firstSeen(course, Facet.PROMPT_VERSION, "Prompt version"));
            lines.addAll(firstSeen(course, Facet.MODEL, "Model"));
        }
        lines.addAll(policies(pipeline, from, to));
        lines.addAll(alarms.lines(pipeline.name(), from, to));
        return lines;
    }

    private static List<String> firstSeen(Course course, Facet facet, String what) {
        return course.firstSeen(facet).stream()
                .filter(value -> !value.equals(OutputFacts.UNSPECIFIED))
                .map(value -> what + " " + value + " appeared, with "
                        + Words.counted(
                                course.now().observed().where(facet, value).outputs(), "output")
                        + "; the " + (Course.WEEKS - 1) + " weeks before had none of it.")
                .toList();
    }

    /// Versions put within the week, oldest first; of many, the latest.
    private List<String> policies(Pipeline current, Instant from, Instant to) {
        List<String> lines = new ArrayList<>();
        Pipeline version = current;
        while (!version.createdAt().isBefore(from) && lines.size() < MOST_POLICIES) {
            Pipeline before =
                    version.policyVersion() == 1 ? null : pipelines.at(current.name(), version.policyVersion() - 1);
            if (version.createdAt().isBefore(to)) {
                lines.addFirst(
                        before == null
                                ? "The pipeline was created."
                                : "Policy version " + version.policyVersion() + ": " + difference(before, version)
                                        + ".");
            }
            if (before == null) {
                break;
            }
            version = before;
        }
        return lines;
    }

    /// Plain values with before and after; whole sections by name.
    private static String difference(Pipeline before, Pipeline after) {
        JsonNode old = Json.mapper().valueToTree(before.policy());
        JsonNode now = Json.mapper().valueToTree(after.policy());
        Set<String> names = new LinkedHashSet<>();
        now.fieldNames().forEachRemaining(names::add);
        old.fieldNames().forEachRemaining(names::add);
        List<String> values = new ArrayList<>();
        List<String> sections = new ArrayList<>();
        for (String field : names) {
            JsonNode was = old.path(field);
            JsonNode is = now.path(field);
            String name = field.replace('_', ' ');
            if (was.isValueNode() && is.isValueNode() && !was.equals(is)) {
                values.add(name + " " + plain(was) + " \u2192 " + plain(is));
            } else if (!was.equals(is)) {
                sections.add(name);
            }
        }
        if (!sections.isEmpty()) {
            values.add("changed " + String.join(", ", sections));
        }
        return String.join("; ", values);
    }

    private static String plain(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asText();
    }
}
