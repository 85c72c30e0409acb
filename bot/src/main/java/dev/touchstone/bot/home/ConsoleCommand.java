package dev.touchstone.bot.home;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.session.SignInLink;
import dev.touchstone.bot.card.home.ConsoleMessage;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.talk.Click;
import java.util.List;

/// `/review console`: a link that signs the asker in at the console, once. Which pipelines they review the bot tells
/// along with it, because only Slack knows who is in a channel.
final class ConsoleCommand {
    private final TouchstoneClient client;
    private final People people;
    private final Admission admission;
    private final OwnQueue queue;
    private final Links links;

    ConsoleCommand(TouchstoneClient client, People people, Admission admission, Links links) {
        this.client = client;
        this.people = people;
        this.admission = admission;
        this.queue = new OwnQueue(client, admission);
        this.links = links;
    }

    Message link(Click click) {
        if (links.console() == null) {
            return Refusal.invalid("Nobody has told me where the console is: set bot.console_url.");
        }
        if (admission.readingBarrier(click.user()).isPresent()) {
            return Refusal.invalid("The console is for full members of this workspace.");
        }
        SignInLink link = client.sessions()
                .link(new NewSignInLink(
                        people.reviewer(click.user()),
                        List.copyOf(queue.own(click.user()).names()),
                        false));
        return ConsoleMessage.of(links.console() + "/sign-in/" + link.token());
    }
}
