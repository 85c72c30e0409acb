package dev.touchstone.backend.review.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.OutputStatus;
import org.junit.jupiter.api.Test;

/// What waits for a check is neither approved nor in review.
class WantedOutcomeTest {
    private static final ReviewedRow OPEN =
            new ReviewedRow(new ReviewId("r1"), "random_audit", "open", null, null, null, null);

    private static WantedOutcome status(OutputStatus status) {
        return new WantedOutcome(status, null, null, null);
    }

    @Test
    void anOutputWithoutAReviewIsApprovedUnlessItWaitsForACheck() {
        assertThat(status(OutputStatus.CHECKING).fits("", null, true)).isTrue();
        assertThat(status(OutputStatus.CHECKING).fits("", null, false)).isFalse();
        assertThat(status(OutputStatus.AUTO_APPROVED).fits("", null, true)).isFalse();
        assertThat(status(OutputStatus.AUTO_APPROVED).fits("", null, false)).isTrue();
        assertThat(status(OutputStatus.CHECKING).reviewed()).isNull();
    }

    @Test
    void whatTheAuditDrewIsInReviewWhileItIsChecked() {
        assertThat(status(OutputStatus.IN_REVIEW).fits("random_audit", OPEN, true))
                .isTrue();
        assertThat(status(OutputStatus.CHECKING).fits("random_audit", OPEN, true))
                .isFalse();
    }
}
