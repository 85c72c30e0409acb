package dev.touchstone.app.demo;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.pipeline.PipelineFile;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.console.Console;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.SlackSandbox;
import dev.touchstone.sandbox.judge.MockJudge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Backend, bot, sandbox and demo pipeline, wired to one another over loopback exactly as they are when apart.
public final class Demo implements AutoCloseable {
    private final SlackSandbox slack;
    private final ShopPage shop;
    private final MockJudge judge = DemoJudge.start();
    private final Backend backend;
    private final Map<String, Policy> policies;
    private final Path folder;
    private final double speed;
    private final Console console = new Console(InstantSource.system());
    private @Nullable TouchstoneClient consoleClient;
    private @Nullable TouchstoneClient botClient;
    private @Nullable Bot bot;
    private @Nullable DemoPipeline pipeline;
    private @Nullable DemoHistory history;
    private String key = "";

    /// Where it listens, on loopback; 0 for any free port.
    ///
    /// @param page of the sandbox
    /// @param api of the backend
    /// @param shop of the shop's page
    public record Ports(int page, int api, int shop) {
        /// Any free ones.
        public static final Ports FREE = new Ports(0, 0, 0);
    }

    /// @param folder where the data is kept
    /// @param speed how much faster than one output in six seconds
    public Demo(Path folder, Ports ports, double speed) {
        this.folder = folder;
        this.speed = speed;
        this.policies = policies(folder);
        this.slack = new SlackSandbox(SandboxConfig.standard()
                .withSeed(DemoWorkspace.seed())
                .withNewerBlocks(true)
                .withPort(ports.page()));
        this.shop = new ShopPage(ports.shop());
        BackendConfig config = BackendConfig.load(folder.resolve("touchstone.yaml"), settings(ports.api()));
        this.backend = new Backend(config, DemoSecret.in(folder), InstantSource.system());
    }

    private Map<String, String> settings(int apiPort) {
        Map<String, String> settings = new HashMap<>(DemoCommittee.settings(judge.url()));
        settings.put("TOUCHSTONE_DATABASE_URL", "sqlite:" + folder.resolve("touchstone.db"));
        settings.put("TOUCHSTONE_PORT", String.valueOf(apiPort));
        settings.put("TOUCHSTONE_FEEDBACK__ORIGINS", shop.url());
        settings.put("TOUCHSTONE_JUDGE__BASE_URL", judge.url());
        settings.put("TOUCHSTONE_JUDGE__MODEL", MockJudge.MODEL);
        return settings;
    }

    /// The policies as a file beside the data, so that whoever keeps the demo can change them.
    private static Map<String, Policy> policies(Path folder) {
        Path file = folder.resolve("pipelines.yaml");
        try (InputStream own = Demo.class.getResourceAsStream("/demo/pipelines.yaml")) {
            if (own == null) {
                throw new IllegalStateException("the demo's pipelines are not in the jar");
            }
            if (!Files.exists(file)) {
                Files.copy(own, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return PipelineFile.read(file);
    }

    public void start() {
        slack.start();
        backend.mount("/console", console.servlet());
        backend.start(policies);
        consoleClient = new TouchstoneClient(
                backend.url(), backend.keyInProcess("console", Set.of(Scope.CONSOLE)), ClientOptions.ONCE);
        console.connect(consoleClient);
        key = backend.keyInProcess("demo", Set.of(Scope.ADMIN, Scope.DELIVERIES));
        botClient =
                new TouchstoneClient(backend.url(), backend.keyInProcess("bot", Set.of(Scope.BOT)), ClientOptions.ONCE);
        bot = new Bot(
                        BotConfig.socket(
                                        slack.credentials().botToken(),
                                        slack.credentials().appToken(),
                                        slack.apiUrl(),
                                        folder.resolve("bot"))
                                .withConsole(consoleUrl()),
                        botClient,
                        InstantSource.system(),
                        backend.metrics())
                .start();
        backend.alsoNote(bot::notes);
        shop.start(new TouchstoneClient(backend.url(), key), backend.url());
        pipeline = new DemoPipeline(new TouchstoneClient(backend.url(), key), speed);
        pipeline.start();
        history = new DemoHistory(new TouchstoneClient(backend.url(), key), InstantSource.system(), speed);
        history.start();
    }

    /// Where the page is.
    public String pageUrl() {
        return slack.baseUrl();
    }

    /// Where the shop's page is.
    public String shopUrl() {
        return shop.url();
    }

    /// Where the API is.
    public String apiUrl() {
        return backend.url();
    }

    /// Where the console is.
    public String consoleUrl() {
        return backend.url() + "/console";
    }

    /// An API key that sees everything, until the demo ends.
    public String key() {
        return key;
    }

    /// What a newcomer should know and try.
    String introduction(@Nullable Path kept) {
        return """

                Touchstone demo. Open this page:

                    %s

                It is the sandbox, an embedded stand-in for Slack, with a bot and four made-up pipelines of an outdoor shop.
                You are Alice; the switcher at the top lets you be Bob, a guest or an outsider as well.

                Try
                  1. #review-support: read an answer and its source. Approve it, or press Edit and correct it.
                  2. Reject one in #review-meetings: reason, rubric, note. See the resolved card and the diff in its thread.
                  3. Undo. Then be Bob and press a button on a card that Alice has open: only one decision counts.
                  4. A review for the reason that the judge or the models disagree: both are mocks here, scripts whose words
                     are made up. docs/judge.md says how a real judge is set up and held against people.
                  5. #quality: nine weeks are played in half a minute, and a new prompt version goes wrong in them. The
                     digest of the last week comes, and within two minutes an alarm. Acknowledge it, or try its actions.
                  6. Be a customer: the shop's page is at %s. Press 👎 on an answer that went out without people, and
                     see its card come with the customer's words.
                  7. Home: the queue. Or type /review next and work through it without leaving the keyboard.

                  8. The console: type /review console and open the link. It signs you in as whoever you are in the sandbox.
                     Review there, and see the cards follow. Alice also sees Search and Quality.

                API     %s/docs
                Key     %s
                Data    %s
                Ctrl-C ends it.
                """.formatted(
                        pageUrl(),
                        shopUrl(),
                        apiUrl(),
                        key,
                        kept == null ? "in a temporary folder, removed at the end (--keep DIR keeps it)" : kept);
    }

    @Override
    public void close() {
        shop.close();
        if (history != null) {
            history.close();
        }
        if (pipeline != null) {
            pipeline.close();
        }
        if (bot != null) {
            bot.close();
        }
        if (botClient != null) {
            botClient.close();
        }
        if (consoleClient != null) {
            consoleClient.close();
        }
        backend.close();
        judge.close();
        slack.close();
    }
}
