package dev.touchstone.bot.action;

import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.util.Optional;

/// Answers clicks that nothing else answers, so that no button is dead.
public final class Unhandled {
    private final Errands errands;
    private final Teller teller;

    public Unhandled(Errands errands, Teller teller) {
        this.errands = errands;
        this.teller = teller;
    }

    /// @param failed whether there was a handler, which failed
    public void tell(Request<?> request, boolean failed) {
        Message message = failed ? Refusal.unavailable() : Refusal.unknownAction();
        click(request).ifPresent(click -> errands.run("unhandled", click, () -> teller.tell(click, message)));
    }

    private static Optional<Click> click(Request<?> request) {
        return switch (request) {
            case BlockActionRequest action -> Optional.of(Click.of(action.getPayload()));
            case ViewSubmissionRequest view -> Optional.of(Click.of(view.getPayload()));
            case SlashCommandRequest command -> Optional.of(Click.of(command.getPayload()));
            default -> Optional.empty();
        };
    }
}
