package dev.touchstone.backend.model;

import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What judging costs, and whether this week's cap is reached. Calls that are under way when it is reached are
/// finished, so it may be passed by as many calls as run at once on all nodes. Thread-safe.
public final class Spending {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final long REMEMBERED_MS = 1000;
    private static final double PER = 1e6;

    private final Database database;
    private final InstantSource clock;
    private final ModelConfig config;
    private long lookedAtMs = Long.MIN_VALUE / 2;
    private boolean reached;

    public Spending(Database database, InstantSource clock, ModelConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /// Epoch weeks begin on Mondays, 0:00 UTC; the epoch began on a Thursday.
    public static long week(long epochMs) {
        return Math.floorDiv(Math.floorDiv(epochMs, DAY_MS) + 3, 7);
    }

    /// Millionths of the price table's unit; 0 for a model without a price. Prices are per million tokens, so that a
    /// price is the millionths that one token costs.
    public long costMicros(Reply.Usage usage) {
        return costMicros(config.model(), usage);
    }

    /// The same for another model of the endpoint.
    public long costMicros(@Nullable String model, Reply.Usage usage) {
        ModelConfig.Price price = model == null ? null : config.prices().get(model);
        return price == null ? 0 : (long) Math.ceil(usage.input() * price.input() + usage.output() * price.output());
    }

    public synchronized boolean capReached() {
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
    public synchronized void forget() {
        lookedAtMs = Long.MIN_VALUE / 2;
    }

    /// Adds what a call took to the week it was made in, within the caller's transaction.
    ///
    /// @param spender who asked: a judge version, or a name of another user of a model
    public static void record(Handle transaction, String spender, Reply.Usage usage, long costMicros, long atMs) {
        transaction.attach(SpendDao.class).spend(week(atMs), spender, usage.input(), usage.output(), costMicros, atMs);
    }

    /// When a judge version was answered last, well or badly; the epoch when none ever was.
    public static Instant lastJudged(Database database) {
        return Instant.ofEpochMilli(database.reader().withExtension(SpendDao.class, SpendDao::lastFinishedMs));
    }

    private long spentMicros(long nowMs) {
        return database.reader().withExtension(SpendDao.class, dao -> dao.spentMicros(week(nowMs)));
    }
}
