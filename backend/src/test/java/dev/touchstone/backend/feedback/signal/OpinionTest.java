package dev.touchstone.backend.feedback.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.policy.FeedbackRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpinionTest {
    private static FeedbackClass meaning(FeedbackKind kind, @Nullable Double value) {
        return FeedbackClass.of(Opinion.score(kind, value, FeedbackRules.DEFAULT));
    }

    @Test
    void everyStarIsAClassOfItsOwn() {
        assertThat(List.of(1.0, 2.0, 3.0, 4.0, 5.0))
                .extracting(stars -> meaning(FeedbackKind.STARS, stars))
                .containsExactly(
                        FeedbackClass.STRONG_NEGATIVE,
                        FeedbackClass.WEAK_NEGATIVE,
                        FeedbackClass.NONE,
                        FeedbackClass.WEAK_POSITIVE,
                        FeedbackClass.STRONG_POSITIVE);
    }

    @Test
    void everyClassIsTheOneThatItsScoreBelongsTo() {
        for (FeedbackClass one : FeedbackClass.values()) {
            if (one != FeedbackClass.SILENCE) {
                assertThat(FeedbackClass.of(one.score())).isEqualTo(one);
            }
        }
    }

    @Test
    void everyKindHasAMeaningWithinItsRange() {
        for (FeedbackKind kind : FeedbackKind.values()) {
            assertThat(Opinion.score(kind, 1.0, FeedbackRules.DEFAULT)).isBetween(0.0, 1.0);
        }
        assertThat(meaning(FeedbackKind.EDIT_ACCEPTED, 0.02)).isEqualTo(FeedbackClass.STRONG_POSITIVE);
        assertThat(meaning(FeedbackKind.EDIT_ACCEPTED, 0.2)).isEqualTo(FeedbackClass.WEAK_POSITIVE);
        assertThat(meaning(FeedbackKind.EDIT_ACCEPTED, 0.9)).isEqualTo(FeedbackClass.WEAK_NEGATIVE);
    }

    @Test
    void whatIsSaidGoesBeforeWhatIsDoneAndOfThatTheLatest() {
        Map<FeedbackKind, Opinion.Heard> heard = new EnumMap<>(FeedbackKind.class);
        heard.put(FeedbackKind.REGENERATE, new Opinion.Heard(null, 9));
        heard.put(FeedbackKind.COPY, new Opinion.Heard(null, 8));
        Opinion shown = Opinion.of(heard, FeedbackRules.DEFAULT);
        heard.put(FeedbackKind.COMMENT, new Opinion.Heard(null, 7));
        Opinion worded = Opinion.of(heard, FeedbackRules.DEFAULT);
        heard.put(FeedbackKind.THUMB, new Opinion.Heard(0.0, 1));
        heard.put(FeedbackKind.STARS, new Opinion.Heard(5.0, 2));

        assertThat(shown.feedbackClass()).as("of two as strong the bad one").isEqualTo(FeedbackClass.WEAK_NEGATIVE);
        assertThat(shown.explicit()).isFalse();
        assertThat(worded.feedbackClass()).as("words alone say neither").isEqualTo(FeedbackClass.WEAK_NEGATIVE);
        assertThat(worded.explicit()).isTrue();
        assertThat(Opinion.of(heard, FeedbackRules.DEFAULT).feedbackClass()).isEqualTo(FeedbackClass.STRONG_POSITIVE);
    }

    @Test
    void thePolicysRulesGoBeforeTheBuiltInOnes() {
        FeedbackRules rules = new FeedbackRules(
                List.of(
                        new FeedbackRules.Meaning(FeedbackKind.DWELL, null, 2000.0, FeedbackClass.WEAK_NEGATIVE),
                        new FeedbackRules.Meaning(FeedbackKind.DWELL, 2000.0, null, FeedbackClass.WEAK_POSITIVE),
                        new FeedbackRules.Meaning(FeedbackKind.COPY, null, null, FeedbackClass.STRONG_POSITIVE)),
                0.2,
                10,
                null);

        assertThat(FeedbackClass.of(Opinion.score(FeedbackKind.DWELL, 1999.0, rules)))
                .isEqualTo(FeedbackClass.WEAK_NEGATIVE);
        assertThat(FeedbackClass.of(Opinion.score(FeedbackKind.DWELL, 2000.0, rules)))
                .isEqualTo(FeedbackClass.WEAK_POSITIVE);
        assertThat(FeedbackClass.of(Opinion.score(FeedbackKind.COPY, null, rules)))
                .isEqualTo(FeedbackClass.STRONG_POSITIVE);
    }
}
