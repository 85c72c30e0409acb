package dev.touchstone.backend.model;

import dev.touchstone.api.wire.Backoff;
import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The line to one model, with all that limits it: what it shares with all who call that model, and the weekly
/// spend. Thread-safe.
public final class ModelLine implements AutoCloseable {
    /// How long work waits at least before a model is asked again.
    public static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /// How long to leave a model alone after answers that cannot be used.
    public static final Backoff AFTER_BAD_ANSWERS = new Backoff(Duration.ofSeconds(4), LONGEST_WAIT, 4);

    private final ModelConfig config;
    private final OpenAiModel model;
    private final SharedLine line;
    private final Spending spending;

    /// @param limits of the whole process
    public ModelLine(ModelConfig config, Database database, InstantSource clock, TokenLimits limits) {
        this.config = config;
        model = new OpenAiModel(config);
        line = limits.of(config);
        spending = new Spending(database, clock, config);
    }

    /// What an endpoint asks for, made a bearable wait: 1 s to 10 min.
    public static Duration within(Duration wait) {
        Duration least = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
        return least.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : least;
    }

    /// One call and what it took.
    public record Called(Reply reply, long costMicros, Duration took) {}

    public ModelConfig config() {
        return config;
    }

    /// How many calls may begin now.
    public int room() {
        return spending.capReached() ? 0 : line.room();
    }

    /// Asks for leave to call; who gets it calls, and reports with [#answered] or [#away] what came of it.
    public boolean begin() {
        return !spending.capReached() && line.begin();
    }

    public Called ask(OpenAiModel.Question question) {
        long estimate = question.tokens() + config.maxAnswerTokens() / 4;
        line.charge(estimate);
        long begun = System.nanoTime();
        Reply reply;
        long used = 0;
        try {
            reply = TokenCount.checked(model.ask(question), question.characters(), config.maxAnswerTokens());
            used = reply.usage().total();
        } catch (RuntimeException | Error e) {
            // A defect of ours or of the SDK must not leave the breaker waiting for an answer.
            line.away(ModelFault.NO_COMPLETION, null);
            throw e;
        } finally {
            line.ended(estimate, used);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Called(reply, spending.costMicros(reply.usage()), took);
    }

    /// The model answered, well or badly.
    public void answered() {
        line.answered();
    }

    public void away(ModelFault fault, @Nullable Duration atLeast) {
        line.away(fault, atLeast);
    }

    public boolean capReached() {
        return spending.capReached();
    }

    /// Called after what a call cost is recorded.
    public void spent() {
        spending.forget();
    }

    /// Why no calls are made; empty when they are.
    public Optional<ModelFault> cause() {
        return line.cause();
    }

    @Override
    public void close() {
        model.close();
    }
}
