package dev.touchstone.backend.model;

import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets a model of the judge's endpoint write a text, under the judge's deadline, limits and weekly spend cap. It
/// never tries again by itself. Thread-safe.
public final class Completions implements AutoCloseable {
    private final ModelConfig config;
    private final Database database;
    private final InstantSource clock;
    private final OpenAiModel model;
    private final TokenLimits limits;
    private final Spending spending;

    /// @param limits of the whole process
    public Completions(ModelConfig config, Database database, InstantSource clock, TokenLimits limits) {
        this.config = config;
        this.database = database;
        this.clock = clock;
        model = new OpenAiModel(config);
        this.limits = limits;
        spending = new Spending(database, clock, config);
    }

    /// What came of one call.
    public sealed interface Outcome {
        /// The model wrote something.
        ///
        /// @param text untrusted
        /// @param costMicros millionths of the price table's unit; 0 without a price
        record Written(String text, long costMicros) implements Outcome {}

        /// Its answer cannot be used; another attempt may bring a better one.
        ///
        /// @param cause as in the judge's metrics
        record Unusable(String cause, long costMicros) implements Outcome {}

        /// It is away, or a limit is reached; no attempt is used up.
        ///
        /// @param retryAfter at least 1 s
        record Away(String cause, Duration retryAfter) implements Outcome {}
    }

    /// Whether an endpoint is configured at all.
    public boolean enabled() {
        return config.enabled();
    }

    /// The model that writes when a caller names none.
    public String defaultModel() {
        return Objects.requireNonNull(config.model(), "asked without a model");
    }

    /// Why a model cannot be used, in words for people; empty when it can. What has no price would pass by the
    /// cap.
    public Optional<String> refuses(String name) {
        return config.weeklySpendCap() != null && !config.prices().containsKey(name)
                ? Optional.of("the model '" + name
                        + "' has no price under judge.prices, so judge.weekly_spend_cap could" + " never be reached")
                : Optional.empty();
    }

    /// How many calls of the model that writes when a caller names none may begin now.
    public int room() {
        return spending.capReached() ? 0 : limits.of(config).room();
    }

    public int workers() {
        return config.workers();
    }

    public Duration deadline() {
        return config.deadline();
    }

    /// Answers of a model that cannot be used before one gives up.
    public int attempts() {
        return config.attempts();
    }

    /// Makes one call, and counts what it cost.
    ///
    /// @param system null for none
    public Outcome write(String name, @Nullable String system, String user) {
        SharedLine line = limits.of(config, name);
        if (spending.capReached() || !line.begin()) {
            return new Outcome.Away("paused", ModelLine.SHORTEST_WAIT);
        }
        // About four characters to a token, and answers that are mostly shorter than they may be.
        long asked = (long) user.length() + (system == null ? 0 : system.length());
        long estimate = asked / 4 + config.maxAnswerTokens() / 4;
        line.charge(estimate);
        Reply reply;
        long used = 0;
        try {
            reply = TokenCount.checked(model.write(name, system, user), asked, config.maxAnswerTokens());
            used = reply.usage().total();
        } catch (RuntimeException | Error e) {
            // A defect of ours or of the SDK must not leave the breaker waiting for an answer.
            line.away(ModelFault.NO_COMPLETION, null);
            throw e;
        } finally {
            line.ended(estimate, used);
        }
        return outcome(line, reply, paid(name, reply.usage()));
    }

    private static Outcome outcome(SharedLine line, Reply reply, long cost) {
        if (reply instanceof Reply.Fault fault && fault.cause().away()) {
            line.away(fault.cause(), fault.retryAfter());
            Duration asked = fault.retryAfter() == null ? ModelLine.SHORTEST_WAIT : fault.retryAfter();
            return new Outcome.Away(fault.cause().wire(), ModelLine.within(asked));
        }
        line.answered();
        return switch (reply) {
            case Reply.Fault fault -> new Outcome.Unusable(fault.cause().wire(), cost);
            case Reply.Text text when text.content().isBlank() -> new Outcome.Unusable(ModelFault.EMPTY.wire(), cost);
            case Reply.Text text -> new Outcome.Written(text.content(), cost);
        };
    }

    /// Recorded at once: the call is paid for, whatever becomes of the text.
    private long paid(String name, Reply.Usage usage) {
        long cost = spending.costMicros(name, usage);
        if (usage.total() > 0) {
            long now = clock.millis();
            database.writer()
                    .useTransaction(transaction -> Spending.record(transaction, "write:" + name, usage, cost, now));
            spending.forget();
        }
        return cost;
    }

    @Override
    public void close() {
        model.close();
    }
}
