package dev.touchstone.backend.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Caller;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final ServerSecret SECRET = ServerSecret.of("0123456789abcdefghijklmnopqrstuvwxyz");

    private static ApiKeys keys(Workbench bench) {
        return new ApiKeys(bench.database, bench.ledger, bench.clock, SECRET);
    }

    @EveryDatabase
    void aKeyIsKnownByItsTokenAloneAndItsSecretIsStoredNowhere(Workbench bench) {
        ApiKeys keys = keys(bench);
        ApiKeys.Created created = keys.create("intake", new PipelineName("support"), Set.of(Scope.OUTPUTS_WRITE), null);
        String secret = created.token()
                .substring(created.token().lastIndexOf(created.key().id()) + 17);

        Optional<Caller> caller = keys(bench).authenticate(created.token());

        assertThat(caller).hasValueSatisfying(known -> {
            assertThat(known.pipeline()).isEqualTo(new PipelineName("support"));
            assertThat(known.may(Scope.OUTPUTS_WRITE)).isTrue();
            assertThat(known.may(Scope.OUTPUTS_READ)).isFalse();
            assertThat(known.sees(new PipelineName("other"))).isFalse();
        });
        // 32 random bytes in base64url.
        assertThat(secret).hasSize(43);
        String stored = bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT secret_hmac FROM api_key")
                        .mapTo(String.class)
                        .one());
        assertThat(stored).doesNotContain(secret).hasSize(64);
    }

    @EveryDatabase
    void aChangedTokenIsNoKey(Workbench bench) {
        ApiKeys keys = keys(bench);
        String token = keys.create("k", null, Set.of(Scope.ADMIN), null).token();
        char last = token.charAt(token.length() - 1);

        assertThat(keys.authenticate(token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A')))
                .isEmpty();
        assertThat(keys.authenticate("ts_0000000000000000_" + "x".repeat(43))).isEmpty();
        assertThat(keys.authenticate("")).isEmpty();
        assertThat(keys.authenticate("ts__")).isEmpty();
    }

    @EveryDatabase
    void aRevokedKeyEndsEverywhereWithinFiveSeconds(Workbench bench) {
        ApiKeys here = keys(bench);
        ApiKeys anotherNode = keys(bench);
        ApiKeys.Created created = here.create("k", null, Set.of(Scope.ADMIN), null);
        assertThat(anotherNode.authenticate(created.token())).isPresent();

        assertThat(here.revoke(created.key().id())).isTrue();

        assertThat(here.authenticate(created.token())).isEmpty();
        bench.clock.advance(Duration.ofSeconds(5));
        assertThat(anotherNode.authenticate(created.token())).isEmpty();
        assertThat(here.revoke(created.key().id())).isFalse();
    }

    @EveryDatabase
    void aKeyEndsWhenItsTimeIsUp(Workbench bench) {
        ApiKeys keys = keys(bench);
        String token =
                keys.create("k", null, Set.of(Scope.ADMIN), Duration.ofDays(1)).token();
        assertThat(keys.authenticate(token)).isPresent();

        bench.clock.advance(Duration.ofDays(1));

        assertThat(keys.authenticate(token)).isEmpty();
    }

    @EveryDatabase
    void aDatabaseIsOfTheSecretItWasFirstOpenedWith(Workbench bench) {
        SecretCheck.require(bench.database, Secrets.only(SECRET));
        SecretCheck.require(bench.database, Secrets.only(SECRET));

        ServerSecret other = ServerSecret.of("another-secret-of-0123456789-letters");
        assertThatThrownBy(() -> SecretCheck.require(bench.database, Secrets.only(other)))
                .isInstanceOf(OtherSecret.class)
                .hasMessageContaining("TOUCHSTONE_SECRET is not the one this database was made under")
                .hasMessageNotContaining("another-secret");
        SecretCheck.require(bench.database, Secrets.only(SECRET));
    }

    @EveryDatabase
    void aKeyUnderAnotherServerSecretIsNoKey(Workbench bench) {
        String token = keys(bench).create("k", null, Set.of(Scope.ADMIN), null).token();
        ApiKeys other = new ApiKeys(
                bench.database, bench.ledger, bench.clock, ServerSecret.of("another-secret-of-0123456789-letters"));

        assertThat(other.authenticate(token)).isEmpty();
    }

    @EveryDatabase
    void refusalsAreCountedByTheMinuteNotWrittenPerCall(Workbench bench) {
        ApiKeys keys = keys(bench);
        for (int i = 0; i < 100; i++) {
            keys.refused("203.0.113.9", "postOutput", "unknown key");
        }
        bench.clock.advance(Duration.ofMinutes(1));
        keys.refused("203.0.113.9", "postOutput", "unknown key");
        keys.close();

        assertThat(keys.refusals(10)).extracting(RefusedCall::calls).containsExactly(1L, 100L);
        assertThat(keys.refusals(10)).extracting(RefusedCall::actor).containsOnly("203.0.113.9");
        assertThat(bench.count("ledger_entry")).isZero();
    }

    @EveryDatabase
    void whoeverComesFromManyAddressesFillsNoDisk(Workbench bench) {
        ApiKeys keys = keys(bench);
        for (int i = 0; i < 10_000; i++) {
            keys.refused("203.0.113." + i, "postOutput", "unknown key");
        }
        keys.close();

        assertThat(bench.count("refused_call")).isEqualTo(RefusedCalls.MOST_KINDS_A_MINUTE + 1);
        assertThat(keys.refusals(1)).first().satisfies(others -> {
            assertThat(others.actor()).isEqualTo("others");
            assertThat(others.calls()).isEqualTo(10_000 - RefusedCalls.MOST_KINDS_A_MINUTE);
        });
    }

    @EveryDatabase
    void refusalsAreForgottenAfterThirtyDays(Workbench bench) {
        RefusedCalls refused = new RefusedCalls(bench.database, bench.clock);
        refused.note("203.0.113.9", "postOutput", "unknown key");
        refused.write();
        bench.clock.advance(RefusedCalls.KEPT.plusMinutes(1));

        refused.note("203.0.113.10", "postOutput", "unknown key");
        refused.close();

        assertThat(keys(bench).refusals(10)).extracting(RefusedCall::actor).containsExactly("203.0.113.10");
    }

    @Test
    void aWeakServerSecretIsRefusedWithTheCommandThatMakesAGoodOne() {
        assertThatThrownBy(() -> ServerSecret.of("short")).hasMessageContaining("openssl rand -hex 32");
        assertThatThrownBy(() -> ServerSecret.of("a".repeat(64))).isInstanceOf(IllegalArgumentException.class);
        assertThat(SECRET.toString()).doesNotContain("0123456789");
        assertThat(SECRET.derive("a")).isNotEqualTo(SECRET.derive("b"));
    }
}
