package dev.touchstone.backend.golden.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenInput;
import dev.touchstone.api.golden.GoldenJudgement;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenLineage;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.MarkedSources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a verdict teaches. Every verdict of a person is a candidate; which approvals become items is the policy's to
/// say. Pure.
///
/// @param kind what kind of verdict it is
/// @param output what the model said, in the form of the target
/// @param target the right answer; null for a rejection that gave none
record Candidate(GoldenKind kind, JsonNode output, @Nullable JsonNode target) {

    /// Empty when the policy does not learn from such a verdict.
    static Optional<Candidate> of(Verdict verdict, GoldenRules rules) {
        Decision decision = verdict.decision();
        NewOutput body = verdict.body();
        if (decision.correction().correctedOutput() != null) {
            return Optional.of(new Candidate(
                    GoldenKind.CORRECTION, body.output(), decision.correction().correctedOutput()));
        }
        if (!decision.correction().correctedAttributes().isEmpty()) {
            return Optional.of(new Candidate(GoldenKind.CORRECTION, attributes(body), corrected(decision, body)));
        }
        if (decision.action() == DecisionAction.REJECT) {
            return Optional.of(new Candidate(GoldenKind.REJECTION, said(body), null));
        }
        return decision.action() == DecisionAction.APPROVE && wanted(verdict, rules.approvals())
                ? Optional.of(new Candidate(GoldenKind.APPROVAL, said(body), said(body)))
                : Optional.empty();
    }

    private static boolean wanted(Verdict verdict, GoldenRules.Approvals approvals) {
        return switch (approvals) {
            case ALL -> true;
            case RANDOM_AUDIT -> verdict.randomAudit();
            case NONE -> false;
        };
    }

    /// In the form that corrections of the same output would have.
    private static JsonNode said(NewOutput body) {
        return body.attributes().isEmpty() ? body.output() : attributes(body);
    }

    private static ObjectNode attributes(NewOutput body) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        body.attributes().forEach((name, attribute) -> output.set(name, attribute.value()));
        return output;
    }

    /// The given attributes with the corrected ones in their place; a correction to JSON null leaves the attribute out.
    private static ObjectNode corrected(Decision decision, NewOutput body) {
        ObjectNode output = attributes(body);
        decision.correction().correctedAttributes().forEach((name, value) -> {
            if (value.isNull()) {
                output.remove(name);
            } else {
                output.set(name, value);
            }
        });
        return output;
    }

    static GoldenInput input(NewOutput body) {
        return new GoldenInput(body.query() == null ? null : body.query().value(), body.systemPrompt(), body.context());
    }

    /// @param reviewers who gave this answer, whoever decided now first
    /// @param rules which fields keep items together
    GoldenContent content(Verdict verdict, List<ReviewerId> reviewers, GoldenRules rules) {
        Decision decision = verdict.decision();
        NewOutput body = verdict.body();
        return new GoldenContent(
                new PipelineName(body.pipeline()),
                kind,
                input(body),
                output,
                target,
                new GoldenJudgement(
                        decision.said().reason(),
                        MarkedSources.orNull(decision.said().sources()),
                        decision.said().rubric(),
                        decision.said().attributeLabels(),
                        decision.said().note()),
                body.stratumKeys(),
                metadata(body, rules),
                lineage(verdict, reviewers));
    }

    /// With the output's own cluster among them where the policy groups by it: what belongs together in a variance
    /// belongs on one side of a split.
    private static Map<String, JsonNode> metadata(NewOutput body, GoldenRules rules) {
        if (body.cluster() == null
                || !rules.groups().contains(GoldenRules.CLUSTER)
                || body.metadata().containsKey(GoldenRules.CLUSTER)) {
            return body.metadata();
        }
        Map<String, JsonNode> more = new TreeMap<>(body.metadata());
        more.put(GoldenRules.CLUSTER, TextNode.valueOf(body.cluster()));
        return more;
    }

    private static GoldenLineage lineage(Verdict verdict, List<ReviewerId> reviewers) {
        Decision decision = verdict.decision();
        NewOutput body = verdict.body();
        return new GoldenLineage(
                new GoldenLineage.Source(verdict.output().id(), body.externalId(), body.model(), body.promptVersion()),
                new GoldenLineage.Decided(
                        decision.reviewId(),
                        decision.id(),
                        decision.action(),
                        reviewers,
                        reviewers.size(),
                        decision.decidedAt()),
                new GoldenLineage.Chosen(
                        verdict.randomAudit() ? GoldenLineage.By.RANDOM_AUDIT : GoldenLineage.By.RULE,
                        verdict.reasons(),
                        verdict.draw().auditRate(),
                        verdict.draw().pi()));
    }
}
