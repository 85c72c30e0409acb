package dev.touchstone.bot.home;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.bot.action.Claims;
import dev.touchstone.bot.action.Details;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.intent.Intents;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.slack.Channels;
import dev.touchstone.bot.slack.Views;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.time.InstantSource;

/// Puts Home, sessions and the command together.
public final class HomeScreens {
    private HomeScreens() {}

    public static HomeHandlers handlers(
            TouchstoneClient client,
            Views views,
            Links links,
            People people,
            Admission admission,
            Channels channels,
            Intents intents,
            Claims claims,
            Details details,
            Errands errands,
            Teller teller,
            InstantSource clock) {
        Home home = new Home(client, views, admission, clock);
        NextReview next = new NextReview(client, admission, claims, clock);
        Sessions sessions = new Sessions(next, intents, claims, details, views, errands, clock);
        ReviewCommand command = new ReviewCommand(
                client,
                admission,
                sessions,
                new ReviewCommand.Parts(
                        new SampleCommand(client, admission, channels, clock),
                        new GoldenCommand(client, people, admission, errands, teller),
                        new RequestCommand(client, people, admission, errands, teller),
                        new ConsoleCommand(client, people, admission, links)),
                links,
                errands,
                teller,
                clock);
        return new HomeHandlers(home, sessions, command, errands);
    }
}
