package dev.touchstone.backend.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Limits how often an address may come without a valid key. Only failures count, so whoever has a key is never held
/// up by others behind the same address.
final class FailedSignIns {
    static final int MOST_ADDRESSES = KeyedLimit.MOST_KEYS;

    private final KeyedLimit limit;

    FailedSignIns(int perMinute) {
        limit = new KeyedLimit(perMinute);
    }

    /// Counts one.
    ///
    /// @throws ApiProblem 429 with `Retry-After` when there were too many
    void count(String address) {
        @Nullable Duration wait = limit.take(KeyedLimit.network(address));
        if (wait != null) {
            throw ApiProblem.tooManyRequests(
                    "This address has come too often without a valid API key; wait, and send one that holds.", wait);
        }
    }

    int remembered() {
        return limit.remembered();
    }
}
