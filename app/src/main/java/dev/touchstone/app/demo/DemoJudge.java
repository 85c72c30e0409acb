package dev.touchstone.app.demo;

import dev.touchstone.sandbox.judge.MockAnswer;
import dev.touchstone.sandbox.judge.MockJudge;
import dev.touchstone.sandbox.judge.MockQuestion;
import java.time.Duration;

/// The demo's judge: a script on loopback, which knows nothing of what it judges and says so wherever it speaks. The
/// models of its committee answer at the same address.
final class DemoJudge {
    private static final int REJECTS_ONE_IN = 8;
    private static final Duration THINKING = Duration.ofMillis(400);

    private DemoJudge() {}

    static MockJudge start() {
        return MockJudge.forgetful(DemoJudge::answer);
    }

    /// Always the same for the same output.
    static MockAnswer answer(MockQuestion question) {
        if (DemoCommittee.isAsked(question)) {
            return DemoCommittee.answer(question);
        }
        int number = Math.floorMod(question.block("output").hashCode(), REJECTS_ONE_IN);
        if (question.check()) {
            return new MockAnswer.Late(THINKING, question.checked(number == 0 ? 0.3 : 0.95));
        }
        String says = "This is a mock judge, a script: its verdict is made up and means nothing.";
        return new MockAnswer.Late(THINKING, MockAnswer.of(question.verdict(number == 0 ? 0.15 : 0.9, says)));
    }
}
