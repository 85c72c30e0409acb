package dev.touchstone.backend.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Limits how often somebody comes within a minute. Per process; of those who come, the latest ten thousand are
/// remembered. Thread-safe.
public final class KeyedLimit {
    static final int MOST_KEYS = 10_000;

    private static final int NETWORK_BYTES = 8;

    private final int perMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    public KeyedLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /// Counts one.
    ///
    /// @return how long to wait when there were too many; null when it may go on
    public @Nullable Duration take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? null : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private synchronized Bucket bucket(String key) {
        Bucket bucket = buckets.computeIfAbsent(
                key,
                unused -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
        if (buckets.size() > MOST_KEYS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return bucket;
    }

    synchronized int remembered() {
        return buckets.size();
    }

    /// Whom an address belongs to: one customer of IPv6 has at least 2⁶⁴ of them.
    public static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // A literal: nothing is looked up.
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
