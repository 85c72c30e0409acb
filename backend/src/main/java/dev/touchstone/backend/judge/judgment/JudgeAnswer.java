package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.judge.Judgment;
import java.util.Map;

/// What a judge said, after every check.
///
/// @param score probability that a reviewer would approve, 0 to 1
/// @param detail its grounds
public record JudgeAnswer(JudgeVerdict verdict, double score, Detail detail) {

    /// What is not needed to find or count judgments.
    ///
    /// @param rubric by line, every line of the version's rubric
    /// @param attributes by name, every attribute of the output
    record Detail(String rationale, Map<String, Judgment.Line> rubric, Map<String, Judgment.Finding> attributes) {
        Detail {
            rubric = rubric == null ? Map.of() : Map.copyOf(rubric);
            attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
        }
    }
}
