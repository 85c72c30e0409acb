package dev.touchstone.bot.action;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.FeedbackRef;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.ThanksMessage;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes clicks on Slack's own feedback buttons, which an assistant that lives in this workspace under our app puts
/// under its answers, and posts them as thumbs. Anybody who sees the answer may click.
public final class FeedbackClicks {
    private final TouchstoneClient client;
    private final Errands errands;
    private final Teller teller;

    public FeedbackClicks(TouchstoneClient client, Errands errands, Teller teller) {
        this.client = client;
        this.errands = errands;
        this.teller = teller;
    }

    public void register(App app) {
        app.blockAction(ActionIds.FEEDBACK, (request, context) -> {
            Click click = Click.of(request.getPayload());
            BlockActionPayload.Action action = request.getPayload().getActions().getFirst();
            FeedbackRef.parse(action.getValue())
                    .ifPresentOrElse(
                            ref -> errands.run("feedback", click, () -> post(click, ref, action.getActionTs())),
                            () -> errands.run("unknown", click, () -> teller.tell(click, Refusal.unknownAction())));
            return context.ack();
        });
    }

    private void post(Click click, FeedbackRef ref, @Nullable String at) {
        var unused = client.feedback(NewFeedback.of(ref.pipeline().value(), ref.externalId(), FeedbackKind.THUMB)
                .eventId(eventId(click, at))
                .actor("slack:" + click.user())
                .value(ref.up() ? "up" : "down")
                .build());
        teller.tell(click, ThanksMessage.of(ref.up()));
    }

    /// The same for a click that Slack delivers twice, or to two bots.
    private static String eventId(Click click, @Nullable String at) {
        Receipt message = click.message();
        String act = at == null ? click.trigger() : at;
        return "slack:" + click.user() + ":"
                + (message == null ? "" : message.channel() + ":" + message.message() + ":")
                + (act == null ? UUID.randomUUID().toString() : act);
    }
}
