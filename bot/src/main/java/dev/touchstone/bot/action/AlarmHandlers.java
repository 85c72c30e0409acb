package dev.touchstone.bot.action;

import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import dev.touchstone.bot.card.alarm.AlarmRef;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// Says which button of an alarm does what.
///
/// | button | does |
/// |---|---|
/// | Acknowledge | takes the alarm on |
/// | Mute 24 h | silences it for a day |
/// | one per action of the policy | starts it, once |
public final class AlarmHandlers {
    private final AlarmClicks alarming;
    private final Errands errands;
    private final Teller teller;

    public AlarmHandlers(AlarmClicks alarming, Errands errands, Teller teller) {
        this.alarming = alarming;
        this.errands = errands;
        this.teller = teller;
    }

    public void register(App app) {
        app.blockAction(
                ActionIds.ALARM_ACKNOWLEDGE, (request, context) -> clicked(request, context, alarming::acknowledge));
        app.blockAction(ActionIds.ALARM_MUTE, (request, context) -> clicked(request, context, alarming::mute));
        app.blockAction(
                Pattern.compile(Pattern.quote(ActionIds.ALARM_ACT) + ".+"),
                (request, context) -> clicked(request, context, alarming::start));
    }

    private Response clicked(BlockActionRequest request, ActionContext context, BiConsumer<Click, AlarmRef> act) {
        Click click = Click.of(request.getPayload());
        AlarmRef.parse(request.getPayload().getActions().getFirst().getValue())
                .ifPresentOrElse(
                        ref -> act.accept(click, ref),
                        () -> errands.run("unknown", click, () -> teller.tell(click, Refusal.unknownAction())));
        return context.ack();
    }
}
