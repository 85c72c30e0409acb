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

/// Limits how often an address may come without a valid key. Only failures count, so whoever has a key is never held
/// up by others behind the same address. Per process; of the addresses that fail, the latest ones are remembered.
final class FailedSignIns {
    static final int MOST_ADDRESSES = 10_000;

    private static final int NETWORK_BYTES = 8;

    private final int perMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    FailedSignIns(int perMinute) {
        this.perMinute = perMinute;
    }

    /// Counts one.
    ///
    /// @throws ApiProblem 429 with `Retry-After` when there were too many
    void count(String address) {
        ConsumptionProbe probe = bucket(network(address)).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ApiProblem.tooManyRequests(
                    "This address has come too often without a valid API key; wait, and send one that holds.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private synchronized Bucket bucket(String network) {
        Bucket bucket = buckets.computeIfAbsent(
                network,
                key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
        if (buckets.size() > MOST_ADDRESSES) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return bucket;
    }

    synchronized int remembered() {
        return buckets.size();
    }

    /// One customer of IPv6 has at least 2⁶⁴ addresses.
    private static String network(String address) {
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
