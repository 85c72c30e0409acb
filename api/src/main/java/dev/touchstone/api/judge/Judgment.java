package dev.touchstone.api.judge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one judge version said of one output, or why it said nothing.
///
/// @param id the judgment's id
/// @param pipeline the pipeline's name
/// @param outputId the output
/// @param reasons why the output was judged
/// @param truncated whether the judge was shown only the head and the tail of a text that is longer than 60,000
///     characters; such a judgment releases nothing unless the policy's `truncated` says so
/// @param tokensEstimated whether tokens, and with them the cost, were counted from the text, because the endpoint
///     did not say or said what cannot be
public record Judgment(
        String id,
        PipelineName pipeline,
        OutputId outputId,
        @JsonUnwrapped By by,
        List<JudgeReason> reasons,
        @JsonUnwrapped Said said,
        @JsonUnwrapped Effort effort,
        boolean truncated,
        boolean tokensEstimated) {
    /// Who judged.
    ///
    /// @param judgeVersion the version that judged
    /// @param model the model of that version
    public record By(String judgeVersion, String model) {}

    /// What it said, or why nothing.
    ///
    /// @param verdict null when it failed
    /// @param score the judge's probability that a reviewer would approve the output as it is, 0 to 1; null when it
    ///     failed
    /// @param rationale its grounds, at most 4,000 characters; untrusted text; null when it failed
    /// @param rubric by the id of the rubric's line
    /// @param attributes by the name of the attribute
    /// @param failure the cause, such as `refusal`; null when there is a verdict
    public record Said(
            @Nullable JudgeVerdict verdict,
            @Nullable Double score,
            @Nullable String rationale,
            Map<String, Line> rubric,
            Map<String, Finding> attributes,
            @Nullable String failure) {
        public Said {
            rubric = Collections.unmodifiableMap(new TreeMap<>(rubric));
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }
    }

    /// What that took.
    ///
    /// @param attempts how often the judge was called
    /// @param inputTokens tokens read, of all attempts
    /// @param outputTokens tokens written, of all attempts
    /// @param cost of all attempts, in the unit of the price table; 0 without a price
    /// @param latencyMs milliseconds the last call took
    /// @param judgedAt when the last attempt ended
    public record Effort(
            int attempts, long inputTokens, long outputTokens, double cost, long latencyMs, Instant judgedAt) {}

    public Judgment {
        reasons = List.copyOf(reasons);
    }

    /// Of one line of the rubric.
    ///
    /// @param why its grounds; untrusted text
    /// @param answer whether the output meets the line
    /// @param score the judge's probability that a reviewer would say that it does, 0 to 1
    public record Line(String why, RubricAnswer answer, double score) {}

    /// Of one attribute.
    ///
    /// @param why its grounds; untrusted text
    /// @param label what is wrong with the value, if anything
    /// @param score the judge's probability that a reviewer would find it correct, 0 to 1
    public record Finding(String why, AttributeLabel label, double score) {}
}
