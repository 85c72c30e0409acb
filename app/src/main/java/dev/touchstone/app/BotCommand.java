package dev.touchstone.app;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.backend.config.ConfigException;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.bot.health.HealthServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `touchstone bot`: the bot alone, against a backend elsewhere.
@Command(name = "bot", description = "Runs the bot alone.", mixinStandardHelpOptions = true)
final class BotCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Option(
            names = "--url",
            defaultValue = "${env:TOUCHSTONE_URL:-http://127.0.0.1:8400}",
            description = "Where the backend listens (default: TOUCHSTONE_URL, else ${DEFAULT-VALUE}).")
    private String url = "";

    @Override
    public Integer call() throws InterruptedException {
        String key = System.getenv("TOUCHSTONE_KEY");
        if (key == null) {
            throw new ConfigException(List.of("TOUCHSTONE_KEY must be set to a key with the scope bot; make one with"
                    + " './touchstone keys create --scopes bot --name bot'"));
        }
        BotConfig config = settings.bot();
        Running running = new Running();
        TouchstoneClient client = new TouchstoneClient(url, key, ClientOptions.ONCE);
        running.add(client);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Bot bot = new Bot(config, client, InstantSource.system(), metrics);
        HealthServer health = new HealthServer(config.health(), metrics, bot::working, bot::notes);
        running.add(bot);
        running.add(health);
        String where = started(health);
        bot.start();
        System.out.println("The bot runs against " + url + "; " + where);
        running.untilTold();
        return 0;
    }

    /// A second bot of the machine must not fail for a port that tells how it is.
    private static String started(HealthServer health) {
        try {
            return "it tells how it is on " + health.start().url() + "/readyz";
        } catch (RuntimeException e) {
            return "it cannot tell how it is (" + e.getMessage()
                    + "): set bot.health.port (TOUCHSTONE_BOT_HEALTH_PORT) to a free one";
        }
    }
}
