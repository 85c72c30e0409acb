package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.wire.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the judge said of the outputs of a population, for comparisons.
public final class JudgeVerdicts {
    private JudgeVerdicts() {}

    /// A verdict of the judge.
    ///
    /// @param attributes whether each was right, by name
    public record Verdict(boolean approved, Map<String, Boolean> attributes) {}

    record Row(OutputId outputId, String verdict, @Nullable String detail) {
        private Verdict wire() {
            Map<String, Boolean> right = new TreeMap<>();
            if (detail != null) {
                Json.read(detail, JudgeAnswer.Detail.class)
                        .attributes()
                        .forEach((name, finding) -> right.put(name, finding.label() == AttributeLabel.CORRECT));
            }
            return new Verdict(verdict.equals(JudgeVerdict.APPROVE.wire()), right);
        }
    }

    /// How many outputs of a population the judge gave a verdict on.
    public static long judged(Handle handle, PipelineName population) {
        return handle.attach(JudgmentDao.class).judged(population);
    }

    /// The latest verdict on each output of a population; outputs without one are not there.
    public static Map<OutputId, Verdict> verdicts(Handle handle, PipelineName population) {
        Map<OutputId, Verdict> verdicts = new HashMap<>();
        handle.attach(JudgmentDao.class).verdicts(population).forEach(row -> verdicts.put(row.outputId(), row.wire()));
        return verdicts;
    }
}
