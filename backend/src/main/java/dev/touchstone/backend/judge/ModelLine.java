package dev.touchstone.backend.judge;

import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The line to one model, with all that limits it: its breaker, its tokens per minute, the weekly spend. Thread-safe.
final class ModelLine implements AutoCloseable {
    private final JudgeConfig config;
    private final OpenAiModel model;
    private final CircuitBreaker breaker;
    private final TokenLimit tokens;
    private final Spending spending;

    ModelLine(JudgeConfig config, Database database, InstantSource clock) {
        this.config = config;
        model = new OpenAiModel(config);
        breaker = new CircuitBreaker(clock);
        tokens = new TokenLimit(config.tokensPerMinute(), clock);
        spending = new Spending(database, clock, config);
    }

    /// One call and what it took.
    record Called(Reply reply, long costMicros, Duration took) {}

    JudgeConfig config() {
        return config;
    }

    /// How many calls may begin now.
    int room() {
        return tokens.open() && !spending.capReached() ? breaker.room() : 0;
    }

    /// Asks for leave to call; who gets it calls, and reports with [#answered] or [#away] what came of it.
    boolean begin() {
        return room() > 0 && breaker.begin();
    }

    Called ask(OpenAiModel.Question question) {
        long estimate = question.tokens() + config.mostAnswerTokens() / 4;
        tokens.charge(estimate);
        long begun = System.nanoTime();
        Reply reply;
        try {
            reply = model.ask(question);
        } catch (RuntimeException | Error e) {
            // A defect of ours or of the SDK must not leave the breaker waiting for an answer.
            breaker.away(JudgeFault.NO_COMPLETION, null);
            throw e;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        tokens.settle(estimate, reply.usage().total());
        return new Called(reply, spending.costMicros(reply.usage()), took);
    }

    /// The model answered, well or badly.
    void answered() {
        breaker.answered();
    }

    void away(JudgeFault fault, @Nullable Duration atLeast) {
        breaker.away(fault, atLeast);
    }

    boolean capReached() {
        return spending.capReached();
    }

    /// Called after what a call cost is recorded.
    void spent() {
        spending.forget();
    }

    /// Why no calls are made; empty when they are.
    Optional<JudgeFault> cause() {
        return breaker.cause();
    }

    @Override
    public void close() {
        model.close();
    }
}
