package dev.touchstone.bot.action;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.OverflowChoice;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.RejectMenu;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Says which action of a card does what.
///
/// | action | does |
/// |---|---|
/// | Approve, a reason to reject | decides at once |
/// | Edit, Reject with more | claims, opens the form; submitting decides, closing hands back |
/// | Undo, Re-open | takes the decision back |
/// | Claim, Hand back, Skip | moves the review in the queue |
/// | Assign | asks for a colleague, claims it for them and tells them |
/// | Show full, Show sources | opens a modal to read |
public final class CardHandlers {
    private final DecisionClicks deciding;
    private final Forms forms;
    private final Claims claims;
    private final Assignments assigning;
    private final ReadingClicks reading;
    private final Errands errands;
    private final Teller teller;

    public CardHandlers(
            DecisionClicks deciding,
            Forms forms,
            Claims claims,
            Assignments assigning,
            ReadingClicks reading,
            Errands errands,
            Teller teller) {
        this.deciding = deciding;
        this.forms = forms;
        this.claims = claims;
        this.assigning = assigning;
        this.reading = reading;
        this.errands = errands;
        this.teller = teller;
    }

    public void register(App app) {
        button(app, ActionIds.APPROVE, deciding::approve);
        button(app, ActionIds.UNDO, deciding::takeBack);
        button(app, ActionIds.EDIT, (click, ref) -> forms.open(click, ref, Forms.Kind.EDIT));
        app.blockAction(ActionIds.REJECT, (request, context) -> {
            reject(request);
            return context.ack();
        });
        button(app, ActionIds.SHOW_FULL, reading::full);
        button(app, ActionIds.SHOW_SOURCES, reading::sources);
        button(app, ActionIds.FULL_NEXT, (click, ref) -> reading.turn(click, 1));
        button(app, ActionIds.FULL_PREVIOUS, (click, ref) -> reading.turn(click, -1));
        app.blockAction(ActionIds.MORE, (request, context) -> {
            more(request);
            return context.ack();
        });
        // Slack follows the link by itself and only wants to hear that we know.
        app.blockAction(ActionIds.LINK, (request, context) -> context.ack());
        app.blockAction(ActionIds.SECOND_LINK, (request, context) -> context.ack());
        forms.register(app);
        assigning.register(app);
    }

    private void button(App app, String actionId, BiConsumer<Click, ReviewRef> act) {
        app.blockAction(actionId, (BlockActionRequest request, ActionContext context) -> {
            BlockActionPayload payload = request.getPayload();
            Click click = Click.of(payload);
            ReviewRef.parse(payload.getActions().getFirst().getValue())
                    .ifPresentOrElse(ref -> act.accept(click, ref), () -> unknown(click));
            return context.ack();
        });
    }

    /// A menu of reasons, or the button of a card that shows no menu.
    private void reject(BlockActionRequest request) {
        BlockActionPayload payload = request.getPayload();
        Click click = Click.of(payload);
        BlockActionPayload.Action action = payload.getActions().getFirst();
        if (action.getSelectedOption() == null) {
            ReviewRef.parse(action.getValue())
                    .ifPresentOrElse(ref -> forms.open(click, ref, Forms.Kind.REJECT), () -> unknown(click));
            return;
        }
        RejectMenu.parse(action.getBlockId(), chosen(payload))
                .ifPresentOrElse(
                        choice -> {
                            switch (choice) {
                                case RejectMenu.Choice.Reason reason ->
                                    deciding.reject(click, reason.review(), reason.id());
                                case RejectMenu.Choice.Form form -> forms.open(click, form.review(), Forms.Kind.REJECT);
                            }
                        },
                        () -> unknown(click));
    }

    private void more(BlockActionRequest request) {
        BlockActionPayload payload = request.getPayload();
        Click click = Click.of(payload);
        OverflowChoice.parse(chosen(payload)).ifPresentOrElse(choice -> act(click, choice), () -> unknown(click));
    }

    private static @Nullable String chosen(BlockActionPayload payload) {
        BlockActionPayload.Action action = payload.getActions().getFirst();
        return action.getSelectedOption() == null
                ? null
                : action.getSelectedOption().getValue();
    }

    private void act(Click click, OverflowChoice choice) {
        ReviewRef ref = choice.review();
        switch (choice.verb()) {
            case CLAIM -> claims.claim(click, ref);
            case RELEASE -> claims.handBack(click, ref);
            case ASSIGN -> assigning.open(click, ref);
            case SKIP -> claims.skip(click, ref);
            case FULL -> reading.full(click, ref);
            case SOURCES -> reading.sources(click, ref);
            case REOPEN -> deciding.takeBack(click, ref);
            case CONSOLE -> {}
        }
    }

    private void unknown(Click click) {
        errands.run("unknown", click, () -> teller.tell(click, Refusal.unknownAction()));
    }
}
