package dev.touchstone.bot;

import com.slack.api.Slack;
import com.slack.api.bolt.AppConfig;
import com.slack.api.methods.MethodsClient;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.bot.action.AlarmClicks;
import dev.touchstone.bot.action.AlarmHandlers;
import dev.touchstone.bot.action.Assignments;
import dev.touchstone.bot.action.CardHandlers;
import dev.touchstone.bot.action.Claims;
import dev.touchstone.bot.action.DecisionClicks;
import dev.touchstone.bot.action.Details;
import dev.touchstone.bot.action.FeedbackClicks;
import dev.touchstone.bot.action.FormOpening;
import dev.touchstone.bot.action.Forms;
import dev.touchstone.bot.action.ReadingClicks;
import dev.touchstone.bot.action.Unhandled;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.home.HomeHandlers;
import dev.touchstone.bot.home.HomeScreens;
import dev.touchstone.bot.intent.Intents;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.posting.Courier;
import dev.touchstone.bot.posting.Posting;
import dev.touchstone.bot.posting.ShownCards;
import dev.touchstone.bot.posting.Tally;
import dev.touchstone.bot.posting.UndoWindows;
import dev.touchstone.bot.slack.CallCounts;
import dev.touchstone.bot.slack.Channels;
import dev.touchstone.bot.slack.Chat;
import dev.touchstone.bot.slack.Connection;
import dev.touchstone.bot.slack.Files;
import dev.touchstone.bot.slack.GuardedApp;
import dev.touchstone.bot.slack.HttpConnection;
import dev.touchstone.bot.slack.Presence;
import dev.touchstone.bot.slack.Sdk;
import dev.touchstone.bot.slack.SocketConnection;
import dev.touchstone.bot.slack.Views;
import dev.touchstone.bot.slack.Workspace;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bot, wired in the order of its two flows: deliveries from the backend into channels, and clicks back. It
/// holds no state of its own but the intents that wait for the backend; any number of bots may serve one workspace.
///
/// Give it a client that tries once: the bot tries again by itself, and tells people meanwhile.
public final class Bot implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Bot.class);

    private final Slack slack;
    private final Errands errands;
    private final Intents intents;
    private final UndoWindows windows;
    private final ShownCards cards;
    private final Courier courier;
    private final Connection connection;
    private final Presence presence;
    private final BotMeters meters;
    private final Tally tally = new Tally();

    public Bot(BotConfig config, TouchstoneClient client, InstantSource clock) {
        this(config, client, clock, new CompositeMeterRegistry());
    }

    /// @param registry where its metrics go
    public Bot(BotConfig config, TouchstoneClient client, InstantSource clock, MeterRegistry registry) {
        SlackAccess access = config.slack();
        slack = Sdk.create(access.apiUrl());
        MethodsClient methods = slack.methods(access.botToken());
        CallCounts calls = new CallCounts(registry);
        Chat chat = new Chat(methods, calls);
        Views views = new Views(methods, calls);
        Workspace workspace = new Workspace(methods, calls);
        Channels channels = new Channels(workspace);
        Links links = new Links(config.consoleUrl());

        windows = new UndoWindows(config.folder(), clock);
        cards = new ShownCards(chat, client, links, clock, tally, windows);
        Posting posting = new Posting(
                client, chat, new Files(methods, calls), channels, cards, links, tally, clock, config.posting());
        courier = posting.courier();

        People people = new People(workspace, clock);
        Admission admission = new Admission(people, workspace, channels, clock);
        Teller teller = new Teller(chat);
        errands = new Errands(teller, clock);
        intents = new Intents(client, people, admission, cards, teller, config.folder(), clock);
        posting.afterErasing(intents::forgetSettled);

        Details details = new Details(client);
        Claims claims = new Claims(client, people, admission, cards, errands, teller);
        DecisionClicks deciding = new DecisionClicks(intents, errands, clock);
        FormOpening opening = new FormOpening(client, views, admission, claims, details, errands, clock);
        Forms forms = new Forms(opening, deciding, claims, details, clock);
        Assignments assigning = new Assignments(client, people, admission, claims, views, errands, teller, clock);
        ReadingClicks reading = new ReadingClicks(client, views, admission, links, errands, clock);

        GuardedApp app = new GuardedApp(appConfig(access, slack), registry);
        app.whenUnhandled(new Unhandled(errands, teller)::tell);
        new CardHandlers(deciding, forms, claims, assigning, reading, errands, teller).register(app);
        AlarmClicks alarming = new AlarmClicks(client, people, admission, posting.alarms(), errands, teller, clock);
        new AlarmHandlers(alarming, errands, teller).register(app);
        new FeedbackClicks(client, errands, teller).register(app);
        HomeHandlers home = HomeScreens.handlers(
                client, views, links, people, admission, channels, intents, claims, details, errands, teller, clock);
        home.register(app);
        deciding.afterwards(home.afterwards());
        connection = access.mode() == SlackAccess.Mode.SOCKET
                ? new SocketConnection(Objects.requireNonNull(access.appToken()), app)
                : new HttpConnection(app, access.host(), access.port(), clock);
        presence = new Presence(connection);
        meters = new BotMeters(intents, courier, presence, calls);
        meters.bindTo(registry, tally, config.folder());
    }

    private static AppConfig appConfig(SlackAccess access, Slack slack) {
        AppConfig app = AppConfig.builder()
                .slack(slack)
                .singleTeamBotToken(access.botToken())
                .signingSecret(access.signingSecret())
                .build();
        // The token is checked once at the start; asking again at every click would cost the reviewer the time.
        app.setAuthTestCacheEnabled(true);
        app.setAuthTestCacheExpirationMillis(-1);
        return app;
    }

    /// Begins to work. Neither Slack nor the backend has to be there yet.
    public Bot start() {
        intents.start();
        connection.start();
        presence.start();
        courier.start();
        windows.start(cards::refresh);
        log.info("bot started");
        return this;
    }

    /// Whether Slack can reach the bot now.
    public boolean ready() {
        return connection.ready();
    }

    /// Whether it can do its work, as far as was known a few seconds ago. Answers at once.
    public boolean working() {
        return meters.ready();
    }

    /// What operators should know, in sentences; empty when all is well. Answers at once.
    public List<String> notes() {
        return meters.notes();
    }

    /// Decisions that wait for the backend.
    public int waitingIntents() {
        return intents.waiting();
    }

    /// What happened to deliveries since the start.
    public Tally tally() {
        return tally;
    }

    /// Where HTTP mode listens.
    ///
    /// @throws IllegalStateException in Socket Mode
    public int port() {
        if (connection instanceof HttpConnection http) {
            return http.port();
        }
        throw new IllegalStateException("Socket Mode listens on no port");
    }

    /// Hears no more, finishes what it can in a few seconds, and leaves the rest to the next start.
    @Override
    public void close() {
        presence.close();
        connection.close();
        courier.close();
        windows.close();
        errands.close();
        intents.close();
        try {
            slack.close();
        } catch (Exception e) {
            log.warn("the SDK did not close cleanly error={}", e.toString());
        }
    }
}
