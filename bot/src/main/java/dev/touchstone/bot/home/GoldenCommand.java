package dev.touchstone.bot.home;

import com.slack.api.bolt.App;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.ItemAct;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Page;
import dev.touchstone.bot.card.home.GoldenMessage;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.util.ArrayList;
import java.util.List;

/// `/review golden [‹pipeline›]`: what waits for somebody to say whether it is learned from, and the two buttons that
/// say
/// it. Only for reviewers of the pipeline, asked anew at the click.
final class GoldenCommand {
    private final TouchstoneClient client;
    private final People people;
    private final Admission admission;
    private final OwnQueue queue;
    private final Errands errands;
    private final Teller teller;

    GoldenCommand(TouchstoneClient client, People people, Admission admission, Errands errands, Teller teller) {
        this.client = client;
        this.people = people;
        this.admission = admission;
        this.queue = new OwnQueue(client, admission);
        this.errands = errands;
        this.teller = teller;
    }

    Message waiting(Click click, String argument) {
        List<GoldenItem> items = new ArrayList<>();
        boolean more = false;
        for (PipelineName pipeline : queue.own(click.user()).names()) {
            if (argument.isEmpty() || pipeline.value().equals(argument)) {
                Page<GoldenItem> page = client.goldenSet().waiting(pipeline, null, GoldenMessage.MOST);
                items.addAll(page.items());
                more |= page.nextCursor() != null;
            }
        }
        boolean tooMany = items.size() > GoldenMessage.MOST;
        return GoldenMessage.of(tooMany ? items.subList(0, GoldenMessage.MOST) : items, more || tooMany);
    }

    private interface Act {
        GoldenItem on(String item, ItemAct act);
    }

    void register(App app) {
        act(
                app,
                ActionIds.GOLDEN_ADMIT,
                "Admitted",
                (item, act) -> client.goldenSet().admit(item, act));
        act(
                app,
                ActionIds.GOLDEN_RETIRE,
                "Left out",
                (item, act) -> client.goldenSet().retire(item, act));
    }

    private void act(App app, String actionId, String past, Act act) {
        app.blockAction(actionId, (request, context) -> {
            Click click = Click.of(request.getPayload());
            String[] named =
                    request.getPayload().getActions().getFirst().getValue().split(" ", 2);
            errands.run("golden", click, () -> teller.tell(click, done(click, named, past, act)));
            return context.ack();
        });
    }

    private Message done(Click click, String[] named, String past, Act act) {
        if (named.length < 2) {
            return Refusal.notFound();
        }
        PipelineName pipeline = new PipelineName(named[0]);
        Policy policy = client.pipeline(pipeline.value()).policy();
        return admission
                .barrier(click.user(), policy.reviewers())
                .map(barrier -> Refusal.mayNotAct(pipeline, barrier))
                .orElseGet(() -> acted(past, act, named[1], ItemAct.by(people.reviewer(click.user()))));
    }

    /// What the item's standing forbids is told in the words of the API.
    private static Message acted(String past, Act act, String item, ItemAct by) {
        try {
            return GoldenMessage.done(past, act.on(item, by));
        } catch (ApiException e) {
            if (e.status() != 409) {
                throw e;
            }
            return Refusal.invalid(e.problem().detail());
        }
    }
}
