package dev.touchstone.backend.drift.action;

import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.drift.action.act.ActionRunDao;
import dev.touchstone.backend.drift.action.act.Acts;
import dev.touchstone.backend.drift.action.act.Order;
import dev.touchstone.backend.drift.action.act.Outcome;
import dev.touchstone.backend.drift.action.act.RunRow;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records what came of a step: the run, the ledger, the news for the alarm's channel, and the end of the
/// work, all within the caller's transaction. Thread-safe.
final class Settlement {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);
    private static final String OVER_FIRST = "Not carried out, because the alarm was over first.";

    private final InstantSource clock;
    private final Ledger ledger;
    private final Outbox outbox;
    private final ActionNews news;

    Settlement(InstantSource clock, Ledger ledger, Outbox outbox, ActionNews news) {
        this.clock = clock;
        this.ledger = ledger;
        this.outbox = outbox;
        this.news = news;
    }

    /// The alarm is over before this attempt. After one that may have succeeded, undoing sees to it.
    void tooLate(Handle tx, Leased delivery, Order order) {
        RunRow run = order.run();
        boolean tried = delivery.attempt() > 1 || run.end().outcome() != null;
        if (!tried || !Acts.undoable(order.action().type())) {
            end(tx, run, OVER_FIRST);
        }
        outbox.acknowledge(tx, delivery.id(), delivery.done());
    }

    void dryRun(Handle tx, Leased delivery, RunRow run, String would) {
        finish(tx, run, RunRow.DRY_RUN, would, null);
        outbox.acknowledge(tx, delivery.id(), delivery.done());
    }

    void carriedOut(Handle tx, Leased delivery, Order order, Outcome outcome) {
        RunRow run = order.run();
        switch (outcome) {
            case Outcome.Done done -> {
                finish(tx, run, RunRow.DONE, done.text(), done.memo());
                outbox.acknowledge(tx, delivery.id(), delivery.done());
            }
            case Outcome.Failed failed -> {
                finish(tx, run, RunRow.FAILED, failed.text(), null);
                giveUp(tx, delivery, failed.text());
            }
            case Outcome.Again again -> notYet(tx, delivery, order, again);
            case Outcome.Kept kept -> throw new IllegalStateException("only undoing can keep something");
            case Outcome.Nothing nothing -> throw new IllegalStateException("only undoing can find nothing");
        }
    }

    private void notYet(Handle tx, Leased delivery, Order order, Outcome.Again again) {
        RunRow run = order.run();
        if (isOver(tx, run)) {
            if (!Acts.undoable(order.action().type())) {
                end(tx, run, "Given up, because the alarm is over: " + again.why() + ".");
            }
            outbox.acknowledge(tx, delivery.id(), delivery.done());
            return;
        }
        Optional<Duration> wait = Patience.after(delivery, again.after(), clock.instant());
        if (wait.isEmpty()) {
            carriedOut(tx, delivery, order, new Outcome.Failed(gaveUp(delivery, again)));
            return;
        }
        String text = "Not done yet: " + again.why() + ". Tried again until " + Patience.end(delivery) + ".";
        record(tx, run, RunRow.WAITING, text, null);
        if (delivery.attempt() == Patience.TELLING_ATTEMPT) {
            news.tell(tx, run, text);
        }
        outbox.acknowledge(tx, delivery.id(), delivery.retry(again.why(), wait.get()));
    }

    /// It may have become over during the attempt.
    private static boolean isOver(Handle tx, RunRow run) {
        return tx.attach(ActionRunDao.class).find(run.id()).map(RunRow::over).orElse(true);
    }

    void undone(Handle tx, Leased delivery, RunRow run, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> {
                if (wasDone(run) || run.is(RunRow.WAITING)) {
                    finish(tx, run, RunRow.UNDONE, joined(run, done.text()), done.text(), null);
                }
                outbox.acknowledge(tx, delivery.id(), delivery.done());
            }
            case Outcome.Kept kept -> {
                finish(tx, run, RunRow.DONE, joined(run, kept.text()), kept.text(), null);
                outbox.acknowledge(tx, delivery.id(), delivery.done());
            }
            case Outcome.Nothing nothing -> {
                if (run.is(RunRow.WAITING)) {
                    end(tx, run, OVER_FIRST);
                }
                outbox.acknowledge(tx, delivery.id(), delivery.done());
            }
            case Outcome.Failed failed -> notUndone(tx, delivery, run, failed.text());
            case Outcome.Again again -> {
                Optional<Duration> wait = Patience.after(delivery, again.after(), clock.instant());
                if (wait.isEmpty()) {
                    notUndone(tx, delivery, run, gaveUp(delivery, again));
                    return;
                }
                if (delivery.attempt() == Patience.TELLING_ATTEMPT) {
                    news.tell(tx, run, "Not undone yet: " + again.why() + ".");
                }
                outbox.acknowledge(tx, delivery.id(), delivery.retry(again.why(), wait.get()));
            }
        }
    }

    /// What was never done, for all we know, has failed before and been told.
    private void notUndone(Handle tx, Leased delivery, RunRow run, String why) {
        if (!run.is(RunRow.FAILED)) {
            String text = (wasDone(run)
                            ? "Could not be undone: "
                            : "It is not known whether it was carried out, and it" + " could not be undone: ")
                    + why;
            tx.attach(ActionRunDao.class)
                    .settle(
                            run.id(),
                            RunRow.FAILED,
                            joined(run, text),
                            run.end().memo());
            told(tx, run, RunRow.FAILED, text);
        }
        giveUp(tx, delivery, why);
    }

    private static boolean wasDone(RunRow run) {
        return run.end().memo() != null;
    }

    private static String joined(RunRow run, String text) {
        return wasDone(run) && run.end().outcome() != null ? run.end().outcome() + " " + text : text;
    }

    void acknowledged(Handle tx, Leased delivery, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> outbox.acknowledge(tx, delivery.id(), delivery.done());
            case Outcome.Kept kept -> outbox.acknowledge(tx, delivery.id(), delivery.done());
            case Outcome.Nothing nothing -> outbox.acknowledge(tx, delivery.id(), delivery.done());
            case Outcome.Failed failed -> giveUp(tx, delivery, failed.text());
            case Outcome.Again again ->
                Patience.after(delivery, again.after(), clock.instant())
                        .ifPresentOrElse(
                                wait -> outbox.acknowledge(tx, delivery.id(), delivery.retry(again.why(), wait)),
                                () -> giveUp(tx, delivery, gaveUp(delivery, again)));
        }
    }

    private static String gaveUp(Leased delivery, Outcome.Again again) {
        return again.why() + ". Given up after " + delivery.attempt()
                + " attempts; start the action again once it can work.";
    }

    private void giveUp(Handle tx, Leased delivery, String why) {
        log.warn("alarm action given up run={} attempt={}", delivery.subject(), delivery.attempt());
        outbox.acknowledge(tx, delivery.id(), delivery.giveUp(why));
    }

    /// Records an end, and tells it.
    private void finish(Handle tx, RunRow run, String state, String text, @Nullable Object memo) {
        finish(tx, run, state, text, text, memo);
    }

    /// @param told what is told, where the outcome says more
    private void finish(Handle tx, RunRow run, String state, String outcome, String told, @Nullable Object memo) {
        record(tx, run, state, outcome, memo);
        told(tx, run, state, told);
    }

    /// Records that nothing is left to do. Nobody needs to hear it: the alarm is over.
    private void end(Handle tx, RunRow run, String text) {
        record(tx, run, RunRow.UNDONE, text, null);
        audited(tx, run, RunRow.UNDONE, text);
    }

    private void told(Handle tx, RunRow run, String state, String text) {
        audited(tx, run, state, text);
        news.tell(tx, run, text);
    }

    private void audited(Handle tx, RunRow run, String state, String text) {
        ledger.append(
                tx,
                run.actor(),
                "alarm_action." + state,
                run.alarmId() + " " + run.ordered().action(),
                run.state(),
                text);
    }

    private static void record(Handle tx, RunRow run, String state, String outcome, @Nullable Object memo) {
        tx.attach(ActionRunDao.class).settle(run.id(), state, outcome, memo == null ? null : Json.write(memo));
    }

    /// Records the end of an action that was only tested: nobody is told, nothing is tried again.
    void tested(Handle tx, RunRow run, String state, String text) {
        record(tx, run, state, text, null);
        ledger.append(
                tx,
                run.actor(),
                "alarm_action.tested",
                run.alarmId() + " " + run.ordered().action(),
                null,
                text);
    }
}
