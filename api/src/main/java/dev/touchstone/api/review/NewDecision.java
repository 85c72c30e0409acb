package dev.touchstone.api.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.chat.ChatForm;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import dev.touchstone.api.wire.Reviewer;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One reviewer's act on a review, as it is posted.
///
/// @param reviewer who decides
/// @param action `approve`, `edit` or `reject`
/// @param revision the revision of the review the reviewer was looking at
/// @param correctedOutput the right output; an edit needs it or `corrected_attributes`, a rejection may carry
///     it
/// @param correctedAttributes the right values of the attributes that were changed, by name; JSON null for
///     "there is none"
/// @param reason one of the policy's reject reasons or, where the output has sources, what was wrong with them; a
///     rejection needs it, an edit may carry it, an approval has none
/// @param rubric answers by rubric line
/// @param attributeLabels findings by attribute; where absent they follow from the correction
/// @param note free text, at most 3,000 characters
/// @param seconds how long the reviewer looked at it, 0 to 86,400
/// @param golden whether a corrected output becomes a golden example; true when absent
/// @param policyVersion the version of the policy whose rubric and reasons the reviewer saw, from the
///     review's detail; the one in force when absent
public record NewDecision(
        Reviewer reviewer,
        @Limits(pattern = "approve|edit|reject") DecisionAction action,
        int revision,
        @Nullable JsonNode correctedOutput,
        @Defaulted("{}") Map<String, JsonNode> correctedAttributes,
        @Nullable DecisionReason reason,
        @Defaulted("{}") Map<String, RubricAnswer> rubric,
        @Defaulted("{}") Map<String, AttributeLabel> attributeLabels,
        @Limits(maxSize = 3000) @Nullable String note,
        @Limits(min = 0, max = 86_400) @Nullable Double seconds,
        @Defaulted("true") Boolean golden,
        @Nullable Integer policyVersion) {
    /// A decision under the policy that is in force.
    public NewDecision(
            Reviewer reviewer,
            DecisionAction action,
            int revision,
            @Nullable JsonNode correctedOutput,
            Map<String, JsonNode> correctedAttributes,
            @Nullable String reason,
            Map<String, RubricAnswer> rubric,
            Map<String, AttributeLabel> attributeLabels,
            @Nullable String note,
            @Nullable Double seconds,
            Boolean golden) {
        this(
                reviewer,
                action,
                revision,
                correctedOutput,
                correctedAttributes,
                reason == null ? null : DecisionReason.of(reason),
                rubric,
                attributeLabels,
                note,
                seconds,
                golden,
                null);
    }

    public NewDecision {
        if (reviewer == null) {
            throw new InvalidField("reviewer", "is required: {id, name}");
        }
        if (action == null || action == DecisionAction.UNDO || action == DecisionAction.REOPEN) {
            throw new InvalidField("action", "must be approve, edit or reject; undo has its own endpoint");
        }
        if (correctedOutput != null && correctedOutput.isNull()) {
            correctedOutput = null;
        }
        ChatForm.output("corrected_output", correctedOutput);
        correctedAttributes = sorted(correctedAttributes);
        rubric = sorted(withoutNulls("rubric", rubric));
        attributeLabels = sorted(withoutNulls("attribute_labels", attributeLabels));
        if (action == DecisionAction.EDIT && correctedOutput == null && correctedAttributes.isEmpty()) {
            throw new InvalidField("corrected_output", "is required for an edit, or else corrected_attributes");
        }
        if (action == DecisionAction.APPROVE && (correctedOutput != null || !correctedAttributes.isEmpty())) {
            throw new InvalidField("corrected_output", "must be absent from an approval; send an edit");
        }
        if (action == DecisionAction.REJECT && reason == null) {
            throw new InvalidField("reason", "is required for a rejection: one of the policy's reject reasons");
        }
        Check.note(note);
        if (seconds != null && !(seconds >= 0 && seconds <= 86_400)) {
            throw new InvalidField("seconds", "must be from 0 to 86400, was " + seconds);
        }
        golden = golden == null || golden;
    }

    /// The same with the reviewer's name.
    public NewDecision by(Reviewer named) {
        return new NewDecision(
                named,
                action,
                revision,
                correctedOutput,
                correctedAttributes,
                reason,
                rubric,
                attributeLabels,
                note,
                seconds,
                golden,
                policyVersion);
    }

    /// The id of the reason; null without one.
    public @Nullable String reasonId() {
        return reason == null ? null : reason.id();
    }

    private static <V> @Nullable Map<String, V> withoutNulls(String field, @Nullable Map<String, V> map) {
        if (map != null && map.values().stream().anyMatch(Objects::isNull)) {
            throw new InvalidField(field, "must not hold null; leave the entry out");
        }
        return map;
    }

    private static <V> Map<String, V> sorted(@Nullable Map<String, V> map) {
        return map == null || map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }

    public static NewDecision approve(Reviewer reviewer, int revision, @Nullable Double seconds) {
        return plain(reviewer, DecisionAction.APPROVE, revision, null, null, null, seconds);
    }

    public static NewDecision edit(
            Reviewer reviewer,
            int revision,
            JsonNode correctedOutput,
            @Nullable String note,
            @Nullable Double seconds) {
        return plain(reviewer, DecisionAction.EDIT, revision, correctedOutput, null, note, seconds);
    }

    public static NewDecision reject(
            Reviewer reviewer,
            int revision,
            String reason,
            @Nullable JsonNode correctedOutput,
            @Nullable Double seconds) {
        return plain(reviewer, DecisionAction.REJECT, revision, correctedOutput, reason, null, seconds);
    }

    /// One that says nothing of single attributes and of the rubric.
    private static NewDecision plain(
            Reviewer reviewer,
            DecisionAction action,
            int revision,
            @Nullable JsonNode correctedOutput,
            @Nullable String reason,
            @Nullable String note,
            @Nullable Double seconds) {
        return new NewDecision(
                reviewer, action, revision, correctedOutput, Map.of(), reason, Map.of(), Map.of(), note, seconds, true);
    }
}
