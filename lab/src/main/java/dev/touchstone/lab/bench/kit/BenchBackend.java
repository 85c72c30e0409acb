package dev.touchstone.lab.bench.kit;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.http.Authenticator;
import dev.touchstone.backend.http.BodyConfig;
import dev.touchstone.backend.http.Caller;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.HttpServer;
import dev.touchstone.backend.http.ServerConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.ledger.LedgerKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The servers that are compared: the real one, and one that does nothing but read the same body.
public final class BenchBackend {
    public static final String PIPELINE = "bench";

    private static final Policy POLICY = Json.read("""
        {"strata": {"keys": ["category"]}, "reviewers": {"channel": "#bench"}}
        """, Policy.class);

    private static final ServerSecret SECRET = ServerSecret.of("benchmarks-need-no-secret-0123456789");

    private BenchBackend() {}

    /// For parts that are measured without a server.
    public static LedgerKeys ledgerKeys() {
        return SECRET.ledgerKeys();
    }

    /// @param maxAtOnce outputs per transaction at most; 1 makes it one transaction per request
    public static Backend start(Path database, int maxAtOnce) {
        return start(
                database,
                Map.of(PIPELINE, POLICY),
                Map.of("TOUCHSTONE_INTAKE__MAX_AT_ONCE", String.valueOf(maxAtOnce)));
    }

    /// @param pipelines with their policies
    /// @param settings other than the defaults, as `TOUCHSTONE_…` variables
    public static Backend start(Path database, Map<String, Policy> pipelines, Map<String, String> settings) {
        return start(database, pipelines, settings, backend -> {});
    }

    /// Starts one and stops it, as it would have been some time ago: policies are in force since then.
    public static void startedBefore(Path database, Map<String, Policy> pipelines, Duration ago) {
        InstantSource then = () -> Instant.now().minus(ago);
        start(database, pipelines, Map.of(), then, backend -> {}).close();
    }

    /// @param before what is done to it before it starts
    public static Backend start(
            Path database, Map<String, Policy> pipelines, Map<String, String> settings, Consumer<Backend> before) {
        return start(database, pipelines, settings, InstantSource.system(), before);
    }

    private static Backend start(
            Path database,
            Map<String, Policy> pipelines,
            Map<String, String> settings,
            InstantSource clock,
            Consumer<Backend> before) {
        Map<String, String> variables = new HashMap<>(settings);
        variables.put("TOUCHSTONE_DATABASE_URL", "sqlite:" + database);
        variables.put("TOUCHSTONE_PORT", "0");
        variables.put("TOUCHSTONE_SERVER__REQUESTS_PER_SECOND", "1000000");
        BackendConfig config = BackendConfig.load(Path.of("no-such-file.yaml"), variables);
        Backend backend = new Backend(config, SECRET, clock);
        before.accept(backend);
        return backend.start(pipelines);
    }

    public static String key(Backend backend) {
        return backend.keyInProcess("bench", Set.of(Scope.ADMIN));
    }

    /// The same server, limits and checks, with a handler that parses the body and forgets it.
    public static HttpServer startNoop() {
        OutputReceipt receipt = new OutputReceipt(
                new OutputId("01a1fd7f-70c3-7000-93e5-533a37699d53"),
                "e-1",
                RouteName.AUTO_APPROVE,
                List.of(),
                0.05,
                1,
                null);
        Endpoint noop = Endpoint.post("/v1/outputs", "noop", "Reads the body and forgets it.")
                .scope(Scope.OUTPUTS_WRITE)
                .takes(NewOutput.class)
                .answers(201, OutputReceipt.class)
                .parks()
                .by(call -> {
                    call.body(NewOutput.class);
                    return receipt;
                });
        ServerConfig config = new ServerConfig(
                "127.0.0.1",
                0,
                1024 * 1024,
                64 * 1024 * 1024,
                1_000_000,
                Duration.ofSeconds(5),
                BodyConfig.DEFAULT,
                List.of(),
                300);
        return new HttpServer(config, List.of(noop), new Anybody(), new SimpleMeterRegistry()).start();
    }

    private static final class Anybody implements Authenticator {
        private final Optional<Caller> caller = Optional.of(new Caller("bench", null, Set.of(Scope.ADMIN)));

        @Override
        public Optional<Caller> authenticate(String token) {
            return caller;
        }

        @Override
        public void refused(String actor, String operation, String why) {
            throw new IllegalStateException("the benchmark was refused: " + why);
        }
    }
}
