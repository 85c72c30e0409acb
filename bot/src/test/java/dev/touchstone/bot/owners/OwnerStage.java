package dev.touchstone.bot.owners;

import dev.touchstone.api.alarm.AlarmNews;
import dev.touchstone.api.client.ClientOptions;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.bot.Bot;
import dev.touchstone.bot.BotConfig;
import dev.touchstone.bot.card.OwnerSamples;
import dev.touchstone.sandbox.SandboxConfig;
import dev.touchstone.sandbox.SlackSandbox;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SlackHand;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A scripted backend, a sandbox, and a bot between them.
public final class OwnerStage implements AutoCloseable {
    public static final String CHANNEL = StandardWorkspace.REVIEWS;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final SlackSandbox slack;
    public final ScriptedBackend backend = new ScriptedBackend();
    private final TouchstoneClient client;
    private final Bot bot;

    public OwnerStage(Path folder, SandboxConfig sandbox) {
        slack = new SlackSandbox(sandbox).start();
        backend.put(new PipelineName(OwnerSamples.PIPELINE), OwnerSamples.policy(CHANNEL));
        OwnerSamples.examples().forEach(backend::put);
        backend.put(OwnerSamples.regression(OwnerSamples.examples().stream()
                .map(example -> example.review().id())
                .toList()));
        backend.put(OwnerSamples.digest());
        client = new TouchstoneClient(backend.url(), "a-key", ClientOptions.ONCE.withDeadline(Duration.ofSeconds(20)));
        bot = new Bot(
                        BotConfig.socket(
                                        slack.credentials().botToken(),
                                        slack.credentials().appToken(),
                                        slack.apiUrl(),
                                        folder.resolve("bot"))
                                .withPostsPerSecond(100)
                                .withConsole("https://touchstone.example/console"),
                        client,
                        InstantSource.system())
                .start();
        until(bot::ready);
    }

    /// Tells the bot of the alarm.
    public String tell(AlarmNews.What what, @Nullable String text) {
        return backend.outbox().add(DeliveryKind.ALARM, CHANNEL, OwnerSamples.ALARM, new AlarmNews(what, text));
    }

    /// Tells the bot of the alarm and waits until it has done what there is to do.
    public void told(AlarmNews.What what, @Nullable String text) {
        await(tell(what, text));
    }

    public String digest() {
        return backend.outbox().add(DeliveryKind.DIGEST, CHANNEL, OwnerSamples.DIGEST, Map.of());
    }

    public void await(String delivery) {
        until(() -> backend.outbox().isDelivered(delivery));
    }

    public SlackHand alice() {
        return slack.hand(StandardWorkspace.ALICE);
    }

    public SlackHand bob() {
        return slack.hand(StandardWorkspace.BOB);
    }

    /// The one message in the channel that fits.
    public SeenMessage only(Predicate<SeenMessage> wanted) {
        List<SeenMessage> all =
                alice().messages(CHANNEL).stream().filter(wanted).toList();
        if (all.size() != 1) {
            throw new AssertionError("there are " + all.size() + " such messages");
        }
        return all.getFirst();
    }

    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + PATIENCE);
            }
            try {
                Thread.sleep(Duration.ofMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        bot.close();
        client.close();
        slack.close();
        backend.close();
    }
}
