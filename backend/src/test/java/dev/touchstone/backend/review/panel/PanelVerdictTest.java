package dev.touchstone.backend.review.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PanelVerdictTest {
    private static final Decision APPROVAL = said("a", DecisionAction.APPROVE, null, Map.of(), Map.of());
    private static final Decision REJECTION = said("r", DecisionAction.REJECT, null, Map.of(), Map.of());

    private static Decision said(
            String id,
            DecisionAction action,
            @Nullable String corrected,
            Map<String, JsonNode> attributes,
            Map<String, AttributeLabel> labels) {
        return new Decision(
                id,
                new ReviewId("r"),
                1,
                action,
                Reviewer.of(new ReviewerId(id)),
                Instant.EPOCH,
                new Decision.Correction(corrected == null ? null : TextNode.valueOf(corrected), attributes),
                new Decision.Said("wrong-" + id, null, Map.of(), labels, "a note of " + id, null));
    }

    private static Decision edit(String corrected) {
        return said("e", DecisionAction.EDIT, corrected, Map.of(), Map.of());
    }

    private static boolean agree(Decision one, Decision other) {
        boolean forth = PanelVerdict.same(one, other);
        assertThat(PanelVerdict.same(other, one)).as("whoever is first").isEqualTo(forth);
        return forth;
    }

    @Test
    void rejectionsAgreeWhateverTheirReasons() {
        assertThat(agree(REJECTION, said("r2", DecisionAction.REJECT, null, Map.of(), Map.of())))
                .isTrue();
        assertThat(agree(APPROVAL, REJECTION)).isFalse();
    }

    @Test
    void editsAgreeOnlyOnOneCorrection() {
        assertThat(agree(edit("30 days"), edit("  30\n days "))).isTrue();
        assertThat(agree(edit("30 days"), edit("14 days"))).isFalse();
        Decision thirteen = said("e1", DecisionAction.EDIT, null, Map.of("total", IntNode.valueOf(13)), Map.of());
        assertThat(agree(
                        thirteen,
                        said("e2", DecisionAction.EDIT, null, Map.of("total", IntNode.valueOf(13)), Map.of())))
                .isTrue();
        assertThat(agree(
                        thirteen,
                        said("e3", DecisionAction.EDIT, null, Map.of("total", IntNode.valueOf(31)), Map.of())))
                .isFalse();
        assertThat(agree(thirteen, said("e4", DecisionAction.EDIT, null, Map.of("vat", IntNode.valueOf(13)), Map.of())))
                .isFalse();
        assertThat(agree(thirteen, edit("13"))).isFalse();
    }

    @Test
    void labelsOfOneAttributeMustNotContradictEachOther() {
        Decision wrong = said("1", DecisionAction.REJECT, null, Map.of(), Map.of("total", AttributeLabel.WRONG));

        assertThat(agree(
                        wrong,
                        said("2", DecisionAction.REJECT, null, Map.of(), Map.of("total", AttributeLabel.CORRECT))))
                .isFalse();
        assertThat(agree(
                        wrong, said("3", DecisionAction.REJECT, null, Map.of(), Map.of("vat", AttributeLabel.CORRECT))))
                .isTrue();
    }

    @Test
    void whoDiffersIsAdjudicatedOrCounted() {
        assertThat(PanelVerdict.of(List.of(APPROVAL, APPROVAL), true))
                .contains(new PanelVerdict(APPROVAL, PanelStage.AGREED));
        assertThat(PanelVerdict.of(List.of(APPROVAL, REJECTION, REJECTION), true))
                .isEmpty();
        assertThat(PanelVerdict.of(List.of(APPROVAL, REJECTION, REJECTION), false))
                .contains(new PanelVerdict(REJECTION, PanelStage.MAJORITY));
        assertThat(PanelVerdict.of(List.of(REJECTION, APPROVAL), false))
                .contains(new PanelVerdict(REJECTION, PanelStage.FIRST));
        assertThat(PanelVerdict.of(List.of(APPROVAL, REJECTION, edit("x")), false))
                .contains(new PanelVerdict(APPROVAL, PanelStage.FIRST));
    }
}
