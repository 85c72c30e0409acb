package dev.touchstone.backend.feedback.signal;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.policy.FeedbackRules;
import dev.touchstone.api.wire.WireEnum;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one user thinks of one output, as far as it shows. Public only because JDBI binds through public methods.
///
/// @param meaning a [FeedbackClass] as it is stored
/// @param score 0 to 1
/// @param explicit whether the user said something rather than showed it
public record Opinion(String meaning, double score, boolean explicit) {
    private static final double NEUTRAL = 0.5;
    private static final double MOST_STARS = 5;
    private static final double HARDLY_CHANGED = 0.05;
    private static final double PARTLY_CHANGED = 0.3;

    /// The last event of a kind.
    ///
    /// @param atMs when it happened
    public record Heard(@Nullable Double value, long atMs) {}

    public FeedbackClass feedbackClass() {
        return WireEnum.read(FeedbackClass.class, meaning);
    }

    /// What somebody says goes before what somebody does, and of that the latest. Of what somebody does the strongest
    /// counts, and of two as strong the bad one: an answer that was copied and then asked for again did not do.
    static Opinion of(Map<FeedbackKind, Heard> heard, FeedbackRules rules) {
        boolean explicit = heard.keySet().stream().anyMatch(FeedbackKind::explicit);
        Optional<Map.Entry<FeedbackKind, Heard>> said = heard.entrySet().stream()
                .filter(one -> one.getKey().explicit() && one.getKey() != FeedbackKind.COMMENT)
                .max(Comparator.<Map.Entry<FeedbackKind, Heard>>comparingLong(
                                one -> one.getValue().atMs())
                        .thenComparing(Map.Entry::getKey));
        double score = said.map(one -> score(one.getKey(), one.getValue().value(), rules))
                .orElseGet(() -> heard.entrySet().stream()
                        .map(one -> score(one.getKey(), one.getValue().value(), rules))
                        .max(Comparator.<Double>comparingDouble(one -> Math.abs(one - NEUTRAL))
                                .thenComparing(Comparator.reverseOrder()))
                        .orElse(NEUTRAL));
        return new Opinion(FeedbackClass.of(score).wire(), score, explicit);
    }

    /// The score of one event, 0 to 1; its class is the one that the score belongs to.
    static double score(FeedbackKind kind, @Nullable Double value, FeedbackRules rules) {
        return rules.meanings().stream()
                .filter(meaning -> meaning.matches(kind, value))
                .findFirst()
                .map(meaning -> meaning.means().score())
                .orElseGet(() -> builtIn(kind, value == null ? NEUTRAL : value));
    }

    private static double builtIn(FeedbackKind kind, double value) {
        return switch (kind) {
            case THUMB, SCORE -> value;
            case STARS -> (value - 1) / (MOST_STARS - 1);
            case CORRECTION, ESCALATE -> FeedbackClass.STRONG_NEGATIVE.score();
            case REGENERATE, RE_ASK, ABANDON -> FeedbackClass.WEAK_NEGATIVE.score();
            // How long somebody looks says nothing by itself: some read with pleasure, others search in vain.
            case COMMENT, DWELL, FOLLOW_UP, NO_FOLLOW_UP -> FeedbackClass.NONE.score();
            case COPY -> FeedbackClass.WEAK_POSITIVE.score();
            case TASK_DONE -> FeedbackClass.STRONG_POSITIVE.score();
            case EDIT_ACCEPTED -> edited(value).score();
        };
    }

    private static FeedbackClass edited(double changed) {
        if (changed <= HARDLY_CHANGED) {
            return FeedbackClass.STRONG_POSITIVE;
        }
        return changed <= PARTLY_CHANGED ? FeedbackClass.WEAK_POSITIVE : FeedbackClass.WEAK_NEGATIVE;
    }
}
