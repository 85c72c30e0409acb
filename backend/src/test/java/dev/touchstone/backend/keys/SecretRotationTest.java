package dev.touchstone.backend.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// A secret is replaced as docs/security.md says: both in force, then the new one alone.
class SecretRotationTest {
    private static final ServerSecret OLD = ServerSecret.of("5f0c8d21b7e94a36902fd1c48eab7753");
    private static final ServerSecret NEW = ServerSecret.of("c94e17a0d35b4f86b1287e60fa9d2c35");
    private static final Secrets BOTH = Secrets.of(NEW, OLD);

    @EveryDatabase
    void keysOutliveTheirSecretWhenTheyWereUsedMeanwhile(DatabaseConfig config) {
        String used = start(config, Secrets.only(OLD), old -> stored(config, Secrets.only(OLD), "used"));
        String unused = stored(config, Secrets.only(OLD), "unused");

        assertThatThrownBy(() -> start(config, Secrets.only(NEW), backend -> backend))
                .isInstanceOf(OtherSecret.class)
                .hasMessageContaining("TOUCHSTONE_SECRET_PREVIOUS");
        start(config, BOTH, both -> {
            assertThat(pipelines(both, used)).isEqualTo(200);
            return both;
        });

        start(config, Secrets.only(NEW), fresh -> {
            assertThat(pipelines(fresh, used)).isEqualTo(200);
            assertThat(pipelines(fresh, unused)).isEqualTo(401);
            return fresh;
        });
        assertThatThrownBy(() -> start(config, Secrets.only(OLD), backend -> backend))
                .isInstanceOf(OtherSecret.class);
    }

    @EveryDatabase
    void operatorsSeeWhichKeysWouldEnd(Workbench bench) {
        ApiKeys before = new ApiKeys(bench.database, bench.ledger, bench.clock, OLD);
        SecretCheck.require(bench.database, Secrets.only(OLD));
        String used = before.create("used", null, Set.of(Scope.ADMIN), null).token();
        before.create("unused", null, Set.of(Scope.ADMIN), null);

        SecretCheck.adopt(bench.database, bench.ledger, BOTH);
        ApiKeys keys = new ApiKeys(bench.database, bench.ledger, bench.clock, BOTH);
        assertThat(keys.list()).allMatch(keys::hangsOnAnEarlierSecret);

        assertThat(keys.authenticate(used)).isPresent();
        assertThat(keys.list().stream().filter(keys::hangsOnAnEarlierSecret).map(ApiKey::name))
                .containsExactly("unused");
        assertThat(bench.audited()).contains("operator secret.replaced installation");
    }

    /// Nodes are started again one after the other; one that has the new secret must not lock the others out.
    @EveryDatabase
    void aNodeThatIsNotThereYetKeepsItsKeys(Workbench bench) {
        SecretCheck.require(bench.database, Secrets.only(OLD));
        Secrets prepared = Secrets.of(OLD, NEW);
        ApiKeys behind = new ApiKeys(bench.database, bench.ledger, bench.clock, prepared);
        String token = behind.create("k", null, Set.of(Scope.ADMIN), null).token();

        SecretCheck.adopt(bench.database, bench.ledger, BOTH);
        ApiKeys ahead = new ApiKeys(bench.database, bench.ledger, bench.clock, BOTH);
        assertThat(ahead.authenticate(token)).isPresent();
        bench.clock.advance(ApiKeys.REMEMBERED);

        assertThat(behind.authenticate(token)).isPresent();
        // It has not been written back, or the two would do so in turns.
        assertThat(ahead.list()).noneMatch(ahead::hangsOnAnEarlierSecret);
    }

    @EveryDatabase
    void commandsWaitForTheServerToTakeTheNewSecret(Workbench bench) {
        SecretCheck.require(bench.database, Secrets.only(OLD));

        assertThatThrownBy(() -> SecretCheck.require(bench.database, BOTH))
                .isInstanceOf(OtherSecret.class)
                .hasMessageContaining("start the server with both secrets");

        SecretCheck.adopt(bench.database, bench.ledger, BOTH);
        SecretCheck.require(bench.database, BOTH);
        SecretCheck.require(bench.database, Secrets.only(NEW));
    }

    private static String stored(DatabaseConfig config, Secrets secrets, String name) {
        InstantSource clock = InstantSource.system();
        try (Database database = Database.openAndMigrate(config)) {
            var ledger = new dev.touchstone.backend.ledger.Ledger(database, clock, secrets.ledgerKeys());
            return new ApiKeys(database, ledger, clock, secrets)
                    .create(name, null, Set.of(Scope.OUTPUTS_READ), null)
                    .token();
        }
    }

    private static <T> T start(
            DatabaseConfig config, Secrets secrets, java.util.function.Function<Backend, T> meanwhile) {
        BackendConfig loaded = BackendConfig.load(
                Path.of("no-such-file.yaml"), Map.of("TOUCHSTONE_DATABASE_URL", config.url(), "TOUCHSTONE_PORT", "0"));
        try (Backend backend = new Backend(loaded, secrets, InstantSource.system())) {
            backend.start(Map.of("support", Policy.DEFAULT));
            return meanwhile.apply(backend);
        }
    }

    private static int pipelines(Backend backend, String token) {
        try (TouchstoneClient client = new TouchstoneClient(backend.url(), token, ClientOptions.ONCE)) {
            client.pipelines();
            return 200;
        } catch (ApiException e) {
            return e.status();
        }
    }
}
