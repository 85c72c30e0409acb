package dev.touchstone.backend.drift.action.act;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.Notice;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Posts to another channel than the alarm's own, through the bot.
final class PostSlack implements InsideAct {
    private static final int MOST_CHARS = 3000;

    private final Outbox outbox;

    PostSlack(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public String intention(Order order) {
        return "post the alarm to " + order.target();
    }

    @Override
    public Outcome carryOut(Handle transaction, Order order) {
        String facts = AlarmFacts.of(order.alarm()).entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining("\n"));
        var notice = new Notice(AlarmFacts.atMost(order.alarm().message().headline() + "\n" + facts, MOST_CHARS));
        outbox.write(
                transaction,
                new Job.ForChannel(
                        DeliveryKind.NOTICE,
                        order.pipeline(),
                        order.target(),
                        order.alarm().id(),
                        notice));
        return Outcome.Done.of("Handed to the bot for " + order.target() + ".");
    }

    @Override
    public Outcome undo(Handle transaction, Order order) {
        return new Outcome.Nothing();
    }
}
