package dev.touchstone.backend.judge;

import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What judging costs, and whether this week's cap is reached. Calls that are under way when it is reached are
/// finished, so it may be passed by as many calls as run at once on all nodes. Thread-safe.
final class Spending {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final long REMEMBERED_MS = 1000;
    private static final double PER = 1e6;

    private final Database database;
    private final InstantSource clock;
    private final JudgeConfig config;
    private long lookedAtMs = Long.MIN_VALUE / 2;
    private boolean reached;

    Spending(Database database, InstantSource clock, JudgeConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /// Epoch weeks begin on Mondays, 0:00 UTC; the epoch began on a Thursday.
    static long week(long epochMs) {
        return Math.floorDiv(Math.floorDiv(epochMs, DAY_MS) + 3, 7);
    }

    /// Millionths of the price table's unit; 0 for a model without a price. Prices are per million tokens, so that a
    /// price is the millionths that one token costs.
    long costMicros(Reply.Usage usage) {
        return costMicros(config.model(), usage);
    }

    /// The same for another model of the endpoint.
    long costMicros(@Nullable String model, Reply.Usage usage) {
        JudgeConfig.Price price = model == null ? null : config.prices().get(model);
        return price == null ? 0 : (long) Math.ceil(usage.input() * price.input() + usage.output() * price.output());
    }

    synchronized boolean capReached() {
        if (config.weeklySpendCap() == null) {
            return false;
        }
        long now = clock.millis();
        if (now - REMEMBERED_MS >= lookedAtMs || now < lookedAtMs) {
            lookedAtMs = now;
            reached = spentMicros(now) >= config.weeklySpendCap() * PER;
        }
        return reached;
    }

    /// Called after each judgment, so that the next one sees what it cost.
    synchronized void forget() {
        lookedAtMs = Long.MIN_VALUE / 2;
    }

    private long spentMicros(long nowMs) {
        return database.reader().withExtension(JudgmentDao.class, dao -> dao.spentMicros(week(nowMs)));
    }
}
