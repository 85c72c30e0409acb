package dev.touchstone.bot.action;

import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.slack.NotAcknowledged;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Faults;
import dev.touchstone.bot.talk.Teller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers clicks that nothing else answers, so that no button is dead.
public final class Unhandled {
    private final Errands errands;
    private final Teller teller;

    public Unhandled(Errands errands, Teller teller) {
        this.errands = errands;
        this.teller = teller;
    }

    /// @param failure of the handler; null when there was none
    public void tell(Request<?> request, @Nullable Exception failure) {
        Message message = switch (failure) {
            case null -> Refusal.unknownAction();
            case NotAcknowledged lost -> Refusal.notKept();
            default -> Refusal.ourFault(Faults.note(failure));
        };
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
