package dev.touchstone.lab.bench;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.lab.bench.kit.BenchBackend;
import dev.touchstone.lab.bench.kit.LoadGenerator;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.SlackSandbox;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.SlackHand;
import dev.touchstone.sandbox.workspace.Channel;
import dev.touchstone.sandbox.workspace.Seed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A backend and a sandbox with one channel for each of its pipelines, and bots between them, at Slack's own pace
/// of one post per second and channel.
final class BenchSlack implements AutoCloseable {
    static final int CHANNELS = 25;

    private static final Set<String> PEOPLE = Set.of(StandardWorkspace.ALICE, StandardWorkspace.BOT);

    final SlackSandbox slack;
    final SlackWatch watch;
    final TouchstoneClient client;
    final SlackHand alice;

    private final Path dir;
    private final Backend backend;
    private final HttpClient plain = HttpClient.newHttpClient();
    private @Nullable Bot bot;
    private int bots;

    BenchSlack(Path dir) {
        this.dir = dir;
        slack = new SlackSandbox(SandboxConfig.standard().withSeed(seed())).start();
        watch = new SlackWatch(slack);
        backend = BenchBackend.start(dir.resolve("slack.db"), policies(), Map.of());
        client = new TouchstoneClient(backend.url(), BenchBackend.key(backend));
        alice = slack.hand(StandardWorkspace.ALICE);
    }

    private static Seed seed() {
        Seed standard = StandardWorkspace.seed();
        List<Channel> channels = IntStream.range(0, CHANNELS)
                .mapToObj(i -> Channel.of(channel(i), pipeline(i), "Reviews", PEOPLE))
                .toList();
        return new Seed(standard.team(), standard.app(), standard.users(), channels, standard.groups());
    }

    private static Map<String, Policy> policies() {
        Map<String, Policy> policies = new TreeMap<>();
        for (int i = 0; i < CHANNELS; i++) {
            String policy = """
                    {"audit_rate": 0, "max_open_cards": 100, "reviewers": {"channel": "%s"},
                     "feedback": {"most_reviews_per_hour": 1000}}
                    """.formatted(channel(i));
            policies.put(pipeline(i), Json.read(policy, Policy.class));
        }
        return policies;
    }

    static String channel(int i) {
        return "C0BENCH%02d".formatted(i);
    }

    static String pipeline(int i) {
        return "bench-%02d".formatted(i);
    }

    /// Posts to the backend as fast as it answers.
    LoadGenerator load(String path, int connections) {
        return new LoadGenerator(backend.url(), path, BenchBackend.key(backend), connections);
    }

    /// Starts a bot and waits until Slack can reach it.
    void startBot() throws InterruptedException {
        String name = "bot-" + ++bots;
        BotConfig config = BotConfig.socket(
                slack.credentials().botToken(), slack.credentials().appToken(), slack.apiUrl(), dir.resolve(name));
        String key = backend.keyInProcess(name, EnumSet.of(Scope.ADMIN, Scope.DELIVERIES));
        TouchstoneClient own = new TouchstoneClient(backend.url(), key, ClientOptions.ONCE);
        Bot fresh = new Bot(config, own, InstantSource.system()).start();
        bot = fresh;
        while (!fresh.ready()) {
            Thread.sleep(10);
        }
    }

    void stopBot() {
        if (bot != null) {
            bot.close();
            bot = null;
        }
    }

    /// Waits until so many deliveries wait to be shown.
    void awaitWaiting(int deliveries) throws IOException, InterruptedException {
        while (waiting() != deliveries) {
            Thread.sleep(50);
        }
    }

    private int waiting() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(backend.url() + "/metrics")).build();
        String name = "touchstone_deliveries_waiting ";
        return plain.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        stopBot();
        client.close();
        backend.close();
        slack.close();
        plain.close();
    }
}
