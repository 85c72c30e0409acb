package dev.touchstone.backend.drift.action;

import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.drift.action.act.Act;
import dev.touchstone.backend.drift.action.act.ActionRunDao;
import dev.touchstone.backend.drift.action.act.Acts;
import dev.touchstone.backend.drift.action.act.InsideAct;
import dev.touchstone.backend.drift.action.act.Order;
import dev.touchstone.backend.drift.action.act.Outcome;
import dev.touchstone.backend.drift.action.act.OutsideAct;
import dev.touchstone.backend.drift.action.act.RunRow;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works off one step of one run, and records what came of it together with the end of its work. A crash before
/// that does it again: acts within the database are undone with it, and receivers outside notice nothing of a
/// second time. Thread-safe.
final class ActionWork {
    private static final Logger log = LoggerFactory.getLogger(ActionWork.class);

    private final Database database;
    private final Outbox outbox;
    private final Acts acts;
    private final Settlement settlement;

    ActionWork(Database database, Outbox outbox, Acts acts, Settlement settlement) {
        this.database = database;
        this.outbox = outbox;
        this.acts = acts;
        this.settlement = settlement;
    }

    /// It never throws for anything that a receiver does.
    void deliver(Leased delivery) {
        RunStep work = Json.mapper().convertValue(delivery.payload(), RunStep.class);
        Optional<RunRow> run = database.reader().withExtension(ActionRunDao.class, dao -> dao.find(delivery.subject()));
        if (run.isEmpty()) {
            outbox.acknowledge(delivery.id(), delivery.giveUp("its run is not there"));
            return;
        }
        Order order = Order.of(run.get(), work.alarm());
        switch (work.step()) {
            case DO -> carryOut(delivery, order);
            case ACKNOWLEDGE -> acknowledge(delivery, order);
            case UNDO -> undo(delivery, order);
        }
    }

    private void carryOut(Leased delivery, Order order) {
        RunRow run = order.run();
        Act act = acts.of(order.action().type());
        if (!run.is(RunRow.WAITING, RunRow.FAILED)) {
            settled(delivery);
        } else if (run.over()) {
            database.writer().useTransaction(tx -> settlement.tooLate(tx, delivery, order));
        } else if (order.action().dryRun()) {
            String would = "Dry run: would " + act.intention(order) + ".";
            database.writer().useTransaction(tx -> settlement.dryRun(tx, delivery, run, would));
        } else {
            perform(
                    delivery,
                    act,
                    (inside, tx) -> inside.carryOut(tx, order),
                    outside -> outside.carryOut(order),
                    (tx, outcome) -> settlement.carriedOut(tx, delivery, order, outcome));
        }
    }

    private void undo(Leased delivery, Order order) {
        if (order.run().is(RunRow.WAITING, RunRow.DONE, RunRow.FAILED)) {
            perform(
                    delivery,
                    acts.of(order.action().type()),
                    (inside, tx) -> inside.undo(tx, order),
                    outside -> outside.undo(order),
                    (tx, outcome) -> settlement.undone(tx, delivery, order.run(), outcome));
        } else {
            settled(delivery);
        }
    }

    private void acknowledge(Leased delivery, Order order) {
        if (order.run().is(RunRow.DONE) && !order.run().over()) {
            perform(
                    delivery,
                    acts.of(order.action().type()),
                    (inside, tx) -> new Outcome.Nothing(),
                    outside -> outside.acknowledge(order),
                    (tx, outcome) -> settlement.acknowledged(tx, delivery, outcome));
        } else {
            settled(delivery);
        }
    }

    private void settled(Leased delivery) {
        outbox.acknowledge(delivery.id(), delivery.done());
    }

    /// A defect of ours backs off like any failure.
    private void perform(
            Leased delivery,
            Act act,
            BiFunction<InsideAct, Handle, Outcome> inside,
            Function<OutsideAct, Outcome> outside,
            BiConsumer<Handle, Outcome> settle) {
        String trouble;
        try {
            switch (act) {
                case InsideAct one -> database.writer().useTransaction(tx -> settle.accept(tx, inside.apply(one, tx)));
                case OutsideAct one -> {
                    Outcome outcome = outside.apply(one);
                    database.writer().useTransaction(tx -> settle.accept(tx, outcome));
                }
            }
            return;
        } catch (Refused e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("alarm action broke run={} attempt={}", delivery.subject(), delivery.attempt(), e);
            trouble = "internal error: " + e.getClass().getSimpleName();
        }
        var again = new Outcome.Again(trouble, null);
        database.writer().useTransaction(tx -> settle.accept(tx, again));
    }
}
