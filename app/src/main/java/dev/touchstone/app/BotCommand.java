package dev.touchstone.app;

import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.backend.config.ConfigException;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `touchstone bot`: the bot alone, against a backend elsewhere.
@Command(name = "bot", description = "Runs the bot alone.", mixinStandardHelpOptions = true)
final class BotCommand implements Callable<Integer> {
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
        Running running = new Running();
        TouchstoneClient client = new TouchstoneClient(url, key, ClientOptions.ONCE);
        running.add(client);
        Bot bot = new Bot(BotConfig.fromEnvironment(System.getenv()), client, InstantSource.system());
        running.add(bot);
        bot.start();
        System.out.println("The bot runs against " + url);
        running.untilTold();
        return 0;
    }
}
