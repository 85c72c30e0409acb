package dev.touchstone.lab.promise;

import dev.touchstone.api.feedback.FeedbackClass;
import java.util.List;
import java.util.SplittableRandom;

/// What users do with an output, as parameters: no public data have both users' behaviour and the verdicts of experts.
///
/// @param name in a few words
/// @param answers share of the satisfied who press a thumb
/// @param bias how much more often the dissatisfied do
/// @param seesRight how often a user finds a right output right, and a wrong one wrong
/// @param reAsks share of the dissatisfied who ask again; of the satisfied a tenth of that do
/// @param copies share of the satisfied who copy; of the dissatisfied a third of that do
/// @param hostile share of users who press down whatever they see
record UserHabits(
        String name, double answers, double bias, double seesRight, double reAsks, double copies, double hostile) {
    private static final double STRAY_RE_ASK = 0.1;
    private static final double STRAY_COPY = 1 / 3.0;

    static final List<UserHabits> ALL = List.of(
            new UserHabits("polite: all answer alike", 0.05, 1, 0.85, 0.2, 0.15, 0),
            new UserHabits("ordinary: the annoyed answer 4 times as often", 0.03, 4, 0.85, 0.25, 0.15, 0.02),
            new UserHabits("annoyed: 16 times as often", 0.01, 16, 0.85, 0.25, 0.15, 0.02),
            new UserHabits("hostile: 20 % press down whatever they see", 0.03, 4, 0.85, 0.25, 0.15, 0.2),
            new UserHabits("blind: users cannot tell", 0.05, 1, 0.5, 0.1, 0.1, 0));

    /// What one user's behaviour comes to.
    ///
    /// @param wrong whether the output is
    FeedbackClass behaviour(boolean wrong, SplittableRandom random) {
        if (random.nextDouble() < hostile) {
            return FeedbackClass.STRONG_NEGATIVE;
        }
        boolean satisfied = wrong == random.nextDouble() >= seesRight;
        double pressing = Math.min(1, answers * (satisfied ? 1 : bias));
        boolean presses = random.nextDouble() < pressing;
        boolean again = random.nextDouble() < reAsks * (satisfied ? STRAY_RE_ASK : 1);
        boolean copied = random.nextDouble() < copies * (satisfied ? 1 : STRAY_COPY);
        if (presses) {
            return satisfied ? FeedbackClass.STRONG_POSITIVE : FeedbackClass.STRONG_NEGATIVE;
        }
        if (again) {
            return FeedbackClass.WEAK_NEGATIVE;
        }
        return copied ? FeedbackClass.WEAK_POSITIVE : FeedbackClass.SILENCE;
    }
}
