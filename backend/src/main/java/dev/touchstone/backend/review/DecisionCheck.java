package dev.touchstone.backend.review;

import dev.touchstone.api.chat.ChatMessage;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Overlap;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.wire.CanonicalJson;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Reviewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a decision fits the policy and the output it is about. Labels that do not are worse than none: they
/// would be counted.
final class DecisionCheck {
    private DecisionCheck() {}

    /// @param shown the policy whose form the reviewer filled in
    /// @param policy the one in force, which says who may decide
    static void check(NewDecision decision, Policy shown, Policy policy, @Nullable NewOutput body) {
        boolean sourced = SourceMarks.any(body) && decision.action() != DecisionAction.APPROVE;
        List<String> reasons =
                shown.rubric().reasons(sourced).stream().map(Rubric.Reason::id).toList();
        String reason = decision.reasonId();
        if (reason != null && !reasons.contains(reason)) {
            throw new InvalidField("reason", "must be one of " + reasons + ", was '" + reason + "'");
        }
        SourceMarks.check(decision, body);
        List<String> lines =
                shown.rubric().lines().stream().map(Rubric.Line::id).toList();
        for (String line : decision.rubric().keySet()) {
            if (!lines.contains(line)) {
                throw new InvalidField("rubric", "has no line '" + line + "'; the policy's lines are " + lines);
            }
        }
        if (!policy.reviewers().allow().isEmpty()
                && !policy.reviewers().allow().contains(decision.reviewer().id())) {
            throw new InvalidField(
                    "reviewer",
                    "may not decide reviews of this pipeline; its policy lists who may under reviewers.allow");
        }
        if (body != null && decision.action() == DecisionAction.EDIT && changesNothing(decision, body)) {
            throw new InvalidField("corrected_output", "equals the output; send an approval");
        }
    }

    /// Whether this person may decide where a panel differs, which is everybody while it does not.
    ///
    /// @param policy the one in force
    static void mayAdjudicate(Reviewer reviewer, ReviewRow review, Policy policy) {
        Overlap overlap = policy.overlap();
        if (review.panel() != null
                && review.panel().in(PanelStage.ADJUDICATION)
                && overlap != null
                && !overlap.mayAdjudicate(reviewer.id())) {
            throw new InvalidField(
                    "reviewer",
                    "may not decide where reviewers of this pipeline differ; its policy lists who may under"
                            + " overlap.adjudicators");
        }
    }

    private static boolean changesNothing(NewDecision decision, NewOutput body) {
        boolean sameOutput = decision.correctedOutput() == null
                || CanonicalJson.same(
                        ChatMessage.meaning(decision.correctedOutput()), ChatMessage.meaning(body.output()));
        boolean sameAttributes = decision.correctedAttributes().entrySet().stream()
                .allMatch(entry -> body.attributes().containsKey(entry.getKey())
                        && CanonicalJson.same(
                                body.attributes().get(entry.getKey()).value(), entry.getValue()));
        return sameOutput && sameAttributes;
    }
}
