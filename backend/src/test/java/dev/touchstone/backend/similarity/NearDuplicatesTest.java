package dev.touchstone.backend.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static final String TEXT = "You can send the item back within thirty days of delivery, and we pay for the"
            + " return if it arrived damaged or is not what you had ordered.";

    @Test
    void anotherWayOfWritingIsNear() {
        assertThat(NearDuplicates.near(TEXT, TEXT.replace("send the", "send  the")))
                .isTrue();
        assertThat(NearDuplicates.near(TEXT, TEXT.toUpperCase(java.util.Locale.ROOT) + "!"))
                .isTrue();
        assertThat(NearDuplicates.near("Yes.", " yes")).isTrue();
        assertThat(NearDuplicates.near("caf\u00e9", "cafe\u0301")).isTrue();
    }

    @Test
    void aWordMoreIsNearAndAnotherTextIsNot() {
        assertThat(NearDuplicates.near(TEXT, TEXT.replace("delivery", "the delivery")))
                .isTrue();
        assertThat(NearDuplicates.near(TEXT, TEXT.substring(0, 60))).isFalse();
        assertThat(NearDuplicates.near(TEXT, "Our shops are open from nine to six, on Saturdays until four."))
                .isFalse();
        assertThat(NearDuplicates.near("yes", "no")).isFalse();
        assertThat(NearDuplicates.near("", "no")).isFalse();
    }

    @Test
    void longTextsAreComparedInReasonableTime() {
        String longer = TEXT.repeat(2000);
        assertThat(NearDuplicates.near(longer, longer + " ")).isTrue();
        assertThat(NearDuplicates.near(longer, "x".repeat(longer.length()))).isFalse();
    }

    @Test
    void theShareIsThatOfTheUnion() {
        assertThat(NearDuplicates.jaccard(Set.of("a", "b", "c"), Set.of("b", "c", "d")))
                .isCloseTo(0.5, within(1e-12));
        assertThat(NearDuplicates.jaccard(Set.of(), Set.of())).isZero();
    }
}
