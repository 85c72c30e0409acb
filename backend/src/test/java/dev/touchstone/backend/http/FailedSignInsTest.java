package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestDatabases;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {
    @Test
    void whoeverGuessesIsToldToWaitAndWhoeverHasAKeyIsNot() {
        try (ServedBackend served = new ServedBackend(
                TestDatabases.newSqlite(), Map.of("TOUCHSTONE_SERVER__FAILED_SIGN_INS_PER_MINUTE", "5"))) {
            TouchstoneClient guessing = served.client("ts_0123456789abcdef_guessed");
            TouchstoneClient valid = served.client(served.key(null, Scope.OUTPUTS_READ));
            Map<Integer, Integer> statuses = new HashMap<>();

            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(guessing::pipelines).isInstanceOfSatisfying(ApiException.class, e -> {
                    statuses.merge(e.status(), 1, Integer::sum);
                    if (e.status() == 429) {
                        assertThat(e.retryAfter()).isPositive();
                    }
                });
                assertThat(valid.pipelines()).hasSize(1);
            }

            assertThat(statuses).containsOnlyKeys(401, 429);
            assertThat(statuses.get(429)).isGreaterThan(40);
        }
    }

    @Test
    void oneAddressDoesNotUseUpWhatAnotherMay() {
        var signIns = new FailedSignIns(2);
        signIns.count("203.0.113.9");
        signIns.count("203.0.113.9");

        assertThatThrownBy(() -> signIns.count("203.0.113.9")).isInstanceOf(ApiProblem.class);
        assertThatCode(() -> signIns.count("203.0.113.10")).doesNotThrowAnyException();
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() {
        var signIns = new FailedSignIns(2);
        signIns.count("2001:db8:1:2::1");
        signIns.count("[2001:db8:1:2:aaaa::7]");

        assertThatThrownBy(() -> signIns.count("2001:db8:1:2:bbbb::9")).isInstanceOf(ApiProblem.class);
        assertThatCode(() -> signIns.count("2001:db8:1:3::1")).doesNotThrowAnyException();
    }

    @Test
    void manyAddressesTakeNoMoreMemoryThanSome() {
        var signIns = new FailedSignIns(1);
        for (int i = 0; i < 3 * FailedSignIns.MOST_ADDRESSES; i++) {
            signIns.count("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
        }

        assertThat(signIns.remembered()).isEqualTo(FailedSignIns.MOST_ADDRESSES);
    }
}
