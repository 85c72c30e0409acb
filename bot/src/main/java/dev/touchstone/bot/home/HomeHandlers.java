package dev.touchstone.bot.home;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.touchstone.bot.action.DecisionClicks;
import dev.touchstone.bot.card.home.HomeFilter;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Says what the elements of Home do.
public final class HomeHandlers {
    private final Home home;
    private final Sessions sessions;
    private final ReviewCommand command;
    private final Errands errands;

    HomeHandlers(Home home, Sessions sessions, ReviewCommand command, Errands errands) {
        this.home = home;
        this.sessions = sessions;
        this.command = command;
        this.errands = errands;
    }

    public void register(App app) {
        app.event(AppHomeOpenedEvent.class, (payload, context) -> {
            AppHomeOpenedEvent event = payload.getEvent();
            if (!"messages".equals(event.getTab())) {
                HomeFilter filter = event.getView() == null
                        ? HomeFilter.NONE
                        : HomeFilter.parse(event.getView().getPrivateMetadata()).firstPage();
                publish(new Click(event.getUser(), null, null, null, null), filter);
            }
            return context.ack();
        });
        filter(app, ActionIds.HOME_PIPELINE, HomeFilter::withPipeline);
        filter(app, ActionIds.HOME_REASON, HomeFilter::withReason);
        filter(app, ActionIds.HOME_FIRST, (filter, none) -> filter.firstPage());
        filter(app, ActionIds.HOME_NEXT, (filter, none) -> filter.nextPage());
        app.blockAction(ActionIds.HOME_START, (request, context) -> {
            sessions.start(Click.of(request.getPayload()));
            return context.ack();
        });
        app.blockAction(ActionIds.OPEN, (request, context) -> {
            BlockActionPayload payload = request.getPayload();
            ReviewRef ref = ReviewRef.parse(payload.getActions().getFirst().getValue())
                    .orElseThrow(() -> new IllegalStateException("a button without its review"));
            sessions.open(Click.of(payload), ref);
            return context.ack();
        });
        sessions.register(app);
        command.register(app);
    }

    private void filter(App app, String actionId, BiFunction<HomeFilter, @Nullable String, HomeFilter> change) {
        app.blockAction(actionId, (request, context) -> {
            BlockActionPayload payload = request.getPayload();
            BlockActionPayload.Action action = payload.getActions().getFirst();
            String chosen = action.getSelectedOption() == null
                    ? null
                    : action.getSelectedOption().getValue();
            Click click = Click.of(payload);
            publish(click, change.apply(HomeFilter.parse(click.metadata()), chosen));
            return context.ack();
        });
    }

    private void publish(Click click, HomeFilter filter) {
        errands.run("home", click, () -> home.publish(click.user(), filter));
    }

    /// After a decision was taken back in Home, Home shows it.
    public DecisionClicks.Afterwards afterwards() {
        return click -> {
            if (click.inHome()) {
                home.publish(click.user(), HomeFilter.parse(click.metadata()));
            }
        };
    }
}
