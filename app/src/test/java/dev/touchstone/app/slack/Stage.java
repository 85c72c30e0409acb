package dev.touchstone.app.slack;

import static org.awaitility.Awaitility.await;

import dev.touchstone.api.ClientOptions;
import dev.touchstone.api.Context;
import dev.touchstone.api.Json;
import dev.touchstone.api.NewOutput;
import dev.touchstone.api.OutputReceipt;
import dev.touchstone.api.Policy;
import dev.touchstone.api.Scope;
import dev.touchstone.api.TouchstoneClient;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.bot.sandbox.SandboxConfig;
import dev.touchstone.bot.sandbox.SlackSandbox;
import dev.touchstone.bot.sandbox.StandardWorkspace;
import dev.touchstone.bot.sandbox.hand.SeenMessage;
import dev.touchstone.bot.sandbox.hand.SlackHand;
import dev.touchstone.bot.sandbox.traffic.Exchange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A backend on SQLite in a temporary folder, a sandbox, and bots between them.
final class Stage implements AutoCloseable {
    static final String PIPELINE = "support-bot";
    static final String CHANNEL = StandardWorkspace.REVIEWS;

    final SlackSandbox slack;
    final Backend backend;
    final BackendGate gate;

    /// Straight to the backend, past the gate.
    final TouchstoneClient api;

    private final Path folder;
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private int bots;

    Stage(Path folder) throws Exception {
        this(folder, SandboxConfig.standard());
    }

    Stage(Path folder, SandboxConfig sandbox) throws Exception {
        this.folder = folder;
        slack = opened(new SlackSandbox(sandbox).start(), SlackSandbox::close);
        backend = opened(
                new Backend(
                        BackendConfig.withDatabase("sqlite:" + folder.resolve("touchstone.db")),
                        ServerSecret.of("a test's secret of more than thirty-two characters"),
                        InstantSource.system()),
                Backend::close);
        backend.start(Map.of(PIPELINE, policy("{}")));
        gate = opened(new BackendGate(backend.url()), BackendGate::close);
        api = opened(client(backend.url(), "test"), TouchstoneClient::close);
    }

    private <T> T opened(T thing, Consumer<T> close) {
        closing.push(() -> close.accept(thing));
        return thing;
    }

    private TouchstoneClient client(String url, String name) {
        String key = backend.keyInProcess(name, EnumSet.of(Scope.ADMIN, Scope.DELIVERIES));
        return new TouchstoneClient(url, key, ClientOptions.ONCE.withDeadline(Duration.ofSeconds(8)));
    }

    /// A policy that reviews everything unsure in the channel of reviews.
    ///
    /// @param more further fields as JSON, such as `{"max_open_cards": 2}`
    static Policy policy(String more) {
        try {
            var json = Json.mapper().createObjectNode();
            json.put("audit_rate", 0);
            json.putObject("reviewers").put("channel", CHANNEL);
            json.setAll((com.fasterxml.jackson.databind.node.ObjectNode)
                    Json.mapper().readTree(more));
            return Json.mapper().treeToValue(json, Policy.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Bot bot() {
        return bot(config -> config);
    }

    /// Starts a bot with a folder of its own and waits until it can hear.
    Bot bot(UnaryOperator<BotConfig> change) {
        return bot("bot-" + ++bots, change);
    }

    /// Starts a bot in this folder, where an earlier one may have worked.
    Bot bot(String name, UnaryOperator<BotConfig> change) {
        int before = slack.faults().sockets();
        BotConfig config = BotConfig.socket(
                        slack.credentials().botToken(),
                        slack.credentials().appToken(),
                        slack.apiUrl(),
                        folder.resolve(name))
                .withPostsPerSecond(100)
                .withLease(Duration.ofSeconds(5));
        Bot bot = opened(
                new Bot(
                        change.apply(config),
                        opened(client(gate.url(), name), TouchstoneClient::close),
                        InstantSource.system()),
                Bot::close);
        bot.start();
        until(() -> slack.faults().sockets() > before);
        return bot;
    }

    SlackHand alice() {
        return slack.hand(StandardWorkspace.ALICE);
    }

    SlackHand bob() {
        return slack.hand(StandardWorkspace.BOB);
    }

    /// Posts an output that the model doubts.
    OutputReceipt post(String externalId, String text) {
        return api.post(NewOutput.text(PIPELINE, externalId, text)
                .query("How long is the warranty? (" + externalId + ")")
                .context(Context.ofSources(
                        List.of(new Context.Source("Warranty", null, "The warranty is two years from purchase.", 0.9))))
                .confidence(0.4)
                .build());
    }

    /// The open card whose words contain a text, as soon as somebody sees it.
    static SeenMessage card(SlackHand hand, String text) {
        return hand.awaitMessage(
                CHANNEL,
                message -> message.offers("review.approve") && message.words().contains(text));
    }

    /// The card as it looks when its words contain a text.
    static SeenMessage changed(SlackHand hand, SeenMessage card, String text) {
        return hand.awaitMessage(
                CHANNEL,
                message -> message.ts().equals(card.ts()) && message.words().contains(text));
    }

    /// The calls the bots made, by method.
    List<Exchange> calls(String method) {
        return slack.traffic().of(method);
    }

    static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
