package dev.touchstone.app;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.console.Console;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `touchstone serve`: backend, console and bot in one process, over loopback; the bot only when Slack's tokens are
/// set.
@Command(
        name = "serve",
        description = "Runs the backend with the console, and the bot when SLACK_BOT_TOKEN is set.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Override
    public Integer call() throws InterruptedException {
        BotConfig slack = BotSection.wanted(System.getenv()) ? settings.bot() : null;
        Backend backend = new Backend(settings.backend(), settings.secrets(), InstantSource.system());
        Console console = new Console(InstantSource.system());
        backend.mount("/console", console.servlet());
        Running running = new Running();
        running.add(backend);
        backend.start(settings.pipelines());
        running.add(connect(console, backend));
        if (slack != null) {
            startBot(slack, backend, running);
        }
        System.out.println("Touchstone listens on " + backend.url() + " (API: " + backend.url() + "/docs, console: "
                + backend.url() + "/console)" + hint(slack));
        running.untilTold();
        return 0;
    }

    private static TouchstoneClient connect(Console console, Backend backend) {
        String key = backend.keyInProcess("console", Set.of(Scope.CONSOLE));
        TouchstoneClient client = new TouchstoneClient(backend.url(), key, ClientOptions.ONCE);
        console.connect(client);
        return client;
    }

    private static void startBot(BotConfig slack, Backend backend, Running running) {
        String key = backend.keyInProcess("bot", Set.of(Scope.BOT));
        TouchstoneClient client = new TouchstoneClient(backend.url(), key, ClientOptions.ONCE);
        running.add(client);
        Bot bot = new Bot(slack, client, InstantSource.system(), backend.metrics());
        running.add(bot);
        backend.alsoNote(bot::notes);
        bot.start();
    }

    private static String hint(@Nullable BotConfig slack) {
        return slack == null ? "; no bot runs, because SLACK_BOT_TOKEN is not set (docs/slack.md)" : "";
    }
}
