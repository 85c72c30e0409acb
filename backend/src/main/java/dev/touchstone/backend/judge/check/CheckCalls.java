package dev.touchstone.backend.judge.check;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.SelfCheckRules;
import dev.touchstone.backend.judge.judgment.Prompt;
import dev.touchstone.backend.model.ModelFault;
import dev.touchstone.backend.model.ModelLine;
import dev.touchstone.backend.model.OpenAiModel;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.model.Spending;
import dev.touchstone.backend.store.Storage;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Calls of a model that checks. How sure it is comes from the probability of the word it says; where the endpoint
/// gives none, from how often it says so when it is asked several times. What a call cost is recorded at once, whatever
/// becomes of the check. Thread-safe.
final class CheckCalls {
    static final String SPENDER = "self_check";
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Storage storage;
    /// Those whose endpoints give no probabilities, as was seen since the start.
    private final Set<ModelLine> without = ConcurrentHashMap.newKeySet();

    CheckCalls(Storage storage) {
        this.storage = storage;
    }

    /// What came of one call.
    sealed interface Result permits Heard, Outcome {}

    /// What came of a question.
    sealed interface Outcome extends Result permits Scored, Paused, Unusable {}

    /// @param score 0 to 1
    record Scored(double score) implements Outcome {}

    /// The model is away, busy, or at its cap; no attempt is used up.
    ///
    /// @param fault null when there was no call
    record Paused(String why, Duration retryAfter, @Nullable ModelFault fault) implements Outcome {}

    /// What it said is no answer.
    record Unusable(ModelFault fault) implements Outcome {}

    /// A usable answer of one call.
    record Heard(CheckAnswer answer, boolean chancesTold) implements Result {}

    /// @param untilMs no call begins later
    Session session(ModelLine line, SelfCheckRules rules, long untilMs) {
        return new Session(line, rules, untilMs);
    }

    /// The questions about one output, all asked in the same way: scores of two ways do not compare.
    final class Session {
        private final ModelLine line;
        private final SelfCheckRules rules;
        private final long untilMs;
        private boolean votes;
        private boolean begun;

        private Session(ModelLine line, SelfCheckRules rules, long untilMs) {
            this.line = line;
            this.rules = rules;
            this.untilMs = untilMs;
            votes = without.contains(line);
        }

        /// Of what was asked so far.
        String version() {
            return CheckVersion.of(line.config(), rules, votes ? rules.votes() : 1);
        }

        /// @param attribute null for the whole output
        Outcome score(NewOutput body, @Nullable String attribute) {
            Outcome outcome = votes ? voted(body, attribute) : told(body, attribute);
            begun = true;
            return outcome;
        }

        private Outcome told(NewOutput body, @Nullable String attribute) {
            Result result = call(body, attribute, OpenAiModel.Manner.WITH_CHANCES);
            if (!begun && tellsNone(result)) {
                votes = true;
                Outcome voted = voted(body, attribute);
                if (voted instanceof Scored) {
                    without.add(line);
                }
                return voted;
            }
            return switch (result) {
                case Outcome outcome -> outcome;
                case Heard heard -> {
                    Double chance = heard.answer().chance();
                    yield chance == null ? new Unusable(ModelFault.OFF_SCHEMA) : new Scored(chance);
                }
            };
        }

        /// Some answer without, and some refuse what they do not know.
        private static boolean tellsNone(Result result) {
            return switch (result) {
                case Heard heard -> !heard.chancesTold();
                case Unusable unusable -> unusable.fault() == ModelFault.REQUEST_REFUSED;
                case Scored scored -> false;
                case Paused paused -> false;
            };
        }

        private Outcome voted(NewOutput body, @Nullable String attribute) {
            int yes = 0;
            for (int i = 0; i < rules.votes(); i++) {
                switch (call(body, attribute, OpenAiModel.Manner.AS_CHANCE_HAS_IT)) {
                    case Outcome outcome -> {
                        return outcome;
                    }
                    case Heard heard -> yes += heard.answer().follows() ? 1 : 0;
                }
            }
            return new Scored((double) yes / rules.votes());
        }

        private Result call(NewOutput body, @Nullable String attribute, OpenAiModel.Manner manner) {
            if (storage.clock().millis() >= untilMs) {
                return new Paused("its time is up", ModelLine.SHORTEST_WAIT, null);
            }
            if (!line.begin()) {
                boolean away = line.cause().isPresent() || line.capReached();
                return new Paused("the model is paused", away ? PAUSE : ModelLine.SHORTEST_WAIT, null);
            }
            String token = Prompt.newToken();
            ModelLine.Called called =
                    line.ask(Prompt.follows(body, attribute, token).answered(manner));
            paid(called);
            return switch (called.reply()) {
                case Reply.Fault fault
                when fault.cause().away() -> {
                    line.away(fault.cause(), fault.retryAfter());
                    Duration wait = fault.retryAfter() == null ? ModelLine.SHORTEST_WAIT : fault.retryAfter();
                    yield new Paused(fault.cause().wire(), wait, fault.cause());
                }
                case Reply.Fault fault -> {
                    line.answered();
                    yield new Unusable(fault.cause());
                }
                case Reply.Text text -> {
                    line.answered();
                    Optional<CheckAnswer> answer = CheckAnswer.read(text, token);
                    yield answer.isPresent()
                            ? new Heard(answer.get(), !text.chances().isEmpty())
                            : new Unusable(ModelFault.OFF_SCHEMA);
                }
            };
        }

        private void paid(ModelLine.Called called) {
            Reply.Usage usage = called.reply().usage();
            if (usage.input() + usage.output() > 0) {
                storage.database()
                        .writer()
                        .useTransaction(transaction -> Spending.record(
                                transaction,
                                SPENDER,
                                usage,
                                called.costMicros(),
                                storage.clock().millis()));
            }
            line.spent();
        }
    }
}
