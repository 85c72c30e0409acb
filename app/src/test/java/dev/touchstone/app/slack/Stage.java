package dev.touchstone.app.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.testing.TestDatabases;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.SlackSandbox;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SlackHand;
import dev.touchstone.sandbox.traffic.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A backend on SQLite in a temporary folder, a sandbox, and bots between them.
final class Stage implements AutoCloseable {
    static final String PIPELINE = "support-bot";
    static final String CHANNEL = StandardWorkspace.REVIEWS;

    final SlackSandbox slack;
    final Backend backend;
    final BackendGate gate;

    /// Straight to the backend, past the gate.
    final TouchstoneClient api;

    private static final Pattern OUTPUT = Pattern.compile("\\((o-[0-9]+)\\)");

    private final HttpClient plain = HttpClient.newHttpClient();
    private final Path folder;
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private InstantSource botClock = InstantSource.system();
    private volatile Duration ahead = Duration.ZERO;
    private int bots;

    Stage(Path folder) throws Exception {
        this(folder, SandboxConfig.standard());
    }

    Stage(Path folder, SandboxConfig sandbox) throws Exception {
        this.folder = folder;
        slack = opened(new SlackSandbox(sandbox).start(), SlackSandbox::close);
        backend = opened(
                new Backend(
                        config(),
                        ServerSecret.of("a test's secret of more than thirty-two characters"),
                        () -> Instant.now().plus(ahead)),
                Backend::close);
        backend.start(Map.of(PIPELINE, policy("{}")));
        gate = opened(new BackendGate(backend.url()), BackendGate::close);
        api = opened(client(backend.url(), "test", Scope.ADMIN), TouchstoneClient::close);
    }

    /// May call back a pipeline on this machine.
    private BackendConfig config() throws IOException {
        Path file = folder.resolve("touchstone.yaml");
        Files.writeString(file, "webhooks: {allow_cidrs: [127.0.0.0/8]}\n");
        String database =
                TestDatabases.newSqlite(folder.resolve("touchstone.db")).url();
        return BackendConfig.load(file, Map.of("TOUCHSTONE_DATABASE_URL", database, "TOUCHSTONE_PORT", "0"));
    }

    private <T> T opened(T thing, Consumer<T> close) {
        closing.push(() -> close.accept(thing));
        return thing;
    }

    private TouchstoneClient client(String url, String name, Scope scope) {
        String key = backend.keyInProcess(name, Set.of(scope));
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

    void put(String more) {
        put(new PipelineName(PIPELINE), more);
    }

    void put(PipelineName pipeline, String more) {
        var unused = api.putPipeline(pipeline.value(), policy(more));
    }

    /// From now on it is so much later for the backend.
    void later(Duration by) {
        ahead = ahead.plus(by);
    }

    /// The clock of the bots that start from now on.
    void botClock(InstantSource clock) {
        botClock = clock;
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
        Bot bot = unconnectedBot(name, change);
        until(bot::ready);
        return bot;
    }

    Bot unconnectedBot() {
        return unconnectedBot(config -> config);
    }

    Bot unconnectedBot(UnaryOperator<BotConfig> change) {
        return unconnectedBot("bot-" + ++bots, change);
    }

    private Bot unconnectedBot(String name, UnaryOperator<BotConfig> change) {
        BotConfig config = BotConfig.socket(
                        slack.credentials().botToken(),
                        slack.credentials().appToken(),
                        slack.apiUrl(),
                        folder.resolve(name))
                .withPostsPerSecond(100)
                .withLease(Duration.ofSeconds(5));
        TouchstoneClient client = opened(client(gate.url(), name, Scope.BOT), TouchstoneClient::close);
        return opened(new Bot(change.apply(config), client, botClock, backend.metrics()), Bot::close)
                .start();
    }

    SlackHand alice() {
        return slack.hand(StandardWorkspace.ALICE);
    }

    SlackHand bob() {
        return slack.hand(StandardWorkspace.BOB);
    }

    /// Posts an output that the model doubts.
    OutputReceipt post(String externalId, String text) {
        return post(new PipelineName(PIPELINE), externalId, text);
    }

    OutputReceipt post(PipelineName pipeline, String externalId, String text) {
        return api.post(NewOutput.text(pipeline.value(), externalId, text)
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

    /// Posts an output and waits for its card.
    SeenMessage card(String externalId) {
        var unused = post(externalId, "The answer to " + externalId + ".");
        return card(alice(), "(" + externalId + ")");
    }

    /// Posts outputs `o-1`, `o-2` … and waits for their cards.
    List<SeenMessage> cards(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(i -> card("o-" + i)).toList();
    }

    /// The card as it looks when its words contain a text.
    static SeenMessage changed(SlackHand hand, SeenMessage card, String text) {
        return hand.awaitMessage(CHANNEL, card.ts(), message -> message.words().contains(text));
    }

    /// A card that nobody holds any more.
    static SeenMessage free(SlackHand hand, SeenMessage card) {
        return hand.awaitMessage(CHANNEL, card.ts(), message -> !message.words().contains("👀"));
    }

    /// Picks from a card's menu of reasons.
    ///
    /// @param reason its id; `+form` for the form
    Ack reject(SlackHand hand, SeenMessage card, String reason) {
        String value = card.optionsOf("review.reject").stream()
                .filter(option -> option.endsWith(" " + reason))
                .findFirst()
                .orElseThrow();
        return hand.choose(card, "review.reject", value);
    }

    /// Picks from a card's overflow menu.
    Ack choose(SlackHand hand, SeenMessage card, String verb) {
        for (String value : card.optionsOf("review.more")) {
            if (value.startsWith(verb + " ")) {
                return hand.choose(card, "review.more", value);
            }
        }
        throw new AssertionError("no " + verb + " in " + card.optionsOf("review.more"));
    }

    /// The calls the bots made, by method.
    List<Exchange> calls(String method) {
        return slack.traffic().of(method);
    }

    /// The methods the bots called, in order.
    List<String> slackCalls() {
        return slack.traffic().all().stream()
                .filter(exchange -> exchange.kind() == Exchange.Kind.CALL)
                .map(Exchange::name)
                .toList();
    }

    /// Waits until the bots have shown everything that the backend wants shown.
    void settled() {
        until(() -> metric("touchstone_deliveries_waiting") == 0);
    }

    private double metric(String name) throws Exception {
        String text = plain.send(
                        HttpRequest.newBuilder(URI.create(backend.url() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /// The cards in the channel that can be decided.
    List<SeenMessage> openCards() {
        return alice().messages(CHANNEL).stream()
                .filter(message -> message.offers("review.approve"))
                .toList();
    }

    /// The external ids of the outputs in the channel, in the order of their cards.
    List<String> shownOutputs() {
        return alice().messages(CHANNEL).stream()
                .map(message -> OUTPUT.matcher(message.words()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    /// The one open review there is.
    Review onlyReview() {
        return single(api.reviews(ReviewQuery.OPEN).items());
    }

    /// The one decided review there is.
    Review decided() {
        return single(api.reviews(ReviewQuery.OPEN.state(ReviewState.DECIDED)).items());
    }

    private static Review single(List<ReviewSummary> reviews) {
        assertThat(reviews).hasSize(1);
        return reviews.getFirst().review();
    }

    /// What was done to the only review there is, open or decided.
    List<DecisionAction> onlyHistory() {
        List<ReviewSummary> all = new ArrayList<>(api.reviews(ReviewQuery.OPEN).items());
        all.addAll(api.reviews(ReviewQuery.OPEN.state(ReviewState.DECIDED)).items());
        return api.review(single(all).id()).history().stream()
                .map(Decision::action)
                .toList();
    }

    /// The external ids of what was decided, in the order of the decisions.
    List<String> decidedOutputs() {
        return api.reviews(ReviewQuery.OPEN.state(ReviewState.DECIDED)).items().stream()
                .map(ReviewSummary::review)
                .sorted(Comparator.comparing(review -> review.decision().decidedAt()))
                .map(review -> api.output(review.outputId()).externalId())
                .toList();
    }

    /// Waits for what is true in the end. The Slack SDK's own threads throw when a socket breaks under
    /// them, as it does here on purpose; that is not this wait's failure.
    static void until(Callable<Boolean> condition) {
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
        plain.close();
    }
}
