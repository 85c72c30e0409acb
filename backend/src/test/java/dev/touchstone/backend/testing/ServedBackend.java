package dev.touchstone.backend.testing;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ApiKeys;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The whole backend over HTTP, with the pipeline `support`, and clients for it.
public final class ServedBackend implements AutoCloseable {
    public static final String PIPELINE = "support";

    public static final ServerSecret SECRET = ServerSecret.of("0123456789abcdefghijklmnopqrstuvwxyz");

    public final DatabaseConfig database;
    public final Backend backend;
    /// May do everything, and tries once.
    public final TouchstoneClient client;

    private final List<TouchstoneClient> clients = new CopyOnWriteArrayList<>();

    public ServedBackend(DatabaseConfig database) {
        this(database, Map.of());
    }

    /// @param environment settings other than the defaults, as `TOUCHSTONE_…` variables
    public ServedBackend(DatabaseConfig database, Map<String, String> environment) {
        this.database = database;
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("TOUCHSTONE_DATABASE_URL", database.url());
        variables.put("TOUCHSTONE_PORT", "0");
        BackendConfig config = BackendConfig.load(Path.of("no-such-file.yaml"), variables);
        backend = new Backend(config, SECRET, InstantSource.system()).start(Map.of(PIPELINE, Policy.DEFAULT));
        client = client(backend.keyInProcess("test", Set.of(Scope.ADMIN)));
    }

    /// Makes a stored key, as an operator does.
    ///
    /// @param pipeline the only pipeline it sees; null for all
    public String key(@Nullable PipelineName pipeline, Scope... scopes) {
        InstantSource clock = InstantSource.system();
        try (Database open = Database.openAndMigrate(database)) {
            return new ApiKeys(open, new Ledger(open, clock, SECRET.ledgerKeys()), clock, SECRET)
                    .create("test", pipeline, Set.of(scopes), null)
                    .token();
        }
    }

    /// A client that tries once; closed with the backend.
    public TouchstoneClient client(String key) {
        return client(key, ClientOptions.ONCE.withDeadline(Duration.ofSeconds(20)));
    }

    public TouchstoneClient client(String key, ClientOptions options) {
        TouchstoneClient made = new TouchstoneClient(backend.url(), key, options);
        clients.add(made);
        return made;
    }

    /// An output that is reviewed for its confidence.
    public static NewOutput doubtful(String externalId) {
        return NewOutput.text(PIPELINE, externalId, "an answer")
                .query("a question")
                .confidence(0.3)
                .build();
    }

    @Override
    public void close() {
        clients.forEach(TouchstoneClient::close);
        backend.close();
    }
}
