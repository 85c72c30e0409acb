package dev.touchstone.backend.review.view;

import dev.touchstone.api.id.PipelineName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// SQL that narrows rows to pipelines and to the populations of their experiments.
public final class OfPipelines {
    private OfPipelines() {}

    /// What the populations of a pipeline's experiments are like; `!` escapes.
    public static String experiments(PipelineName pipeline) {
        return pipeline.value().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "~%";
    }

    /// @param values takes what the condition refers to
    static String condition(Collection<PipelineName> pipelines, Map<String, Object> values) {
        List<String> each = new ArrayList<>();
        for (PipelineName pipeline : pipelines) {
            int number = each.size();
            values.put("own" + number, pipeline);
            values.put("experiments" + number, experiments(pipeline));
            each.add("pipeline = :own" + number + " OR pipeline LIKE :experiments" + number + " ESCAPE '!'");
        }
        return "(" + String.join(" OR ", each) + ")";
    }
}
