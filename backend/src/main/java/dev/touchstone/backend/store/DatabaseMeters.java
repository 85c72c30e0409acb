package dev.touchstone.backend.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.PoolStats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Counts every error that the database answers, wherever it is handled, and how long connections are waited for.
final class DatabaseMeters implements SQLExceptionOverride {
    private static final String POOL_TIMEOUT = "pool_timeout";

    private volatile @Nullable MeterRegistry registry;

    /// From now on; what happened before is not counted.
    void to(MeterRegistry to, Iterable<HikariDataSource> pools) {
        registry = to;
        // There from the start, so that an alert sees the first of them as an increase.
        Counter unused = errors(to, POOL_TIMEOUT);
        pools.forEach(pool -> pool.setMetricsTrackerFactory((name, stats) -> new Pool(to, name, stats)));
    }

    @java.lang.Override
    public Override adjudicate(SQLException error) {
        count(FaultCause.of(error).label());
        return Override.CONTINUE_EVICT;
    }

    private void count(String cause) {
        MeterRegistry to = registry;
        if (to != null) {
            errors(to, cause).increment();
        }
    }

    private static Counter errors(MeterRegistry to, String cause) {
        return Counter.builder("touchstone.database.errors")
                .description("Errors of the database, by its own name for them")
                .tag("cause", cause)
                .register(to);
    }

    /// One pool of connections.
    private final class Pool implements IMetricsTracker {
        private final Timer waits;

        Pool(MeterRegistry to, String pool, PoolStats stats) {
            waits = Timer.builder("touchstone.database.connection.wait")
                    .description("Time until a connection was free")
                    .tag("pool", pool)
                    .serviceLevelObjectives(
                            Duration.ofMillis(1),
                            Duration.ofMillis(10),
                            Duration.ofMillis(100),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(5))
                    .register(to);
            Gauge.builder("touchstone.database.connections.used", stats, PoolStats::getActiveConnections)
                    .description("Connections in use")
                    .tag("pool", pool)
                    .register(to);
            Gauge.builder("touchstone.database.connections.most", stats, PoolStats::getMaxConnections)
                    .description("Connections that there may be")
                    .tag("pool", pool)
                    .register(to);
            Gauge.builder("touchstone.database.connections.waited", stats, PoolStats::getPendingThreads)
                    .description("Threads that wait for a connection")
                    .tag("pool", pool)
                    .register(to);
        }

        @java.lang.Override
        public void recordConnectionAcquiredNanos(long nanos) {
            waits.record(nanos, TimeUnit.NANOSECONDS);
        }

        @java.lang.Override
        public void recordConnectionTimeout() {
            count(POOL_TIMEOUT);
        }
    }
}
