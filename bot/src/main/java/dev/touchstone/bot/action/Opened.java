package dev.touchstone.bot.action;

import com.slack.api.model.view.View;
import dev.touchstone.bot.slack.Views;
import dev.touchstone.bot.talk.Click;

/// Opens a modal where the click was: on top of a modal, or as the first.
public final class Opened {
    private Opened() {}

    /// @return the view's id
    /// @throws IllegalStateException when the click brought no trigger
    public static String view(Views views, Click click, View view) {
        String trigger = click.trigger();
        if (trigger == null) {
            throw new IllegalStateException("a click without a trigger");
        }
        return click.inModal() ? views.push(trigger, view) : views.open(trigger, view);
    }
}
