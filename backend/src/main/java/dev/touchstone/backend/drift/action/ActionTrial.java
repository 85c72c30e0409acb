package dev.touchstone.backend.drift.action;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.drift.action.act.Act;
import dev.touchstone.backend.drift.action.act.ActionRunDao;
import dev.touchstone.backend.drift.action.act.Acts;
import dev.touchstone.backend.drift.action.act.AlarmLookup;
import dev.touchstone.backend.drift.action.act.InsideAct;
import dev.touchstone.backend.drift.action.act.Order;
import dev.touchstone.backend.drift.action.act.Outcome;
import dev.touchstone.backend.drift.action.act.OutsideAct;
import dev.touchstone.backend.drift.action.act.RunRow;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Carries an action out for an alarm that is made up and says so, at once and once: whoever tests wants to see
/// what comes of it. What happens within the database is put back in the same transaction; what went outside
/// stays there to be looked at.
final class ActionTrial {
    private final Database database;
    private final AlarmLookup alarms;
    private final Ids ids;
    private final InstantSource clock;
    private final Acts acts;
    private final Settlement settlement;

    ActionTrial(Database database, AlarmLookup alarms, Ids ids, InstantSource clock, Acts acts, Settlement settlement) {
        this.database = database;
        this.alarms = alarms;
        this.ids = ids;
        this.clock = clock;
        this.acts = acts;
        this.settlement = settlement;
    }

    /// @param key the same key again shows the same test
    /// @param dryRun only says what it would do; so does an action whose policy says so
    AlarmDetail.Run run(Pipeline pipeline, AlarmAction action, String key, boolean dryRun, Reviewer by) {
        Alarm alarm = madeUp(pipeline.name(), "test-" + key, clock.instant());
        RunRow run = RunRow.waiting(ids.next(), alarm.id(), pipeline.name(), action, true, clock.instant(), by);
        boolean fresh = database.writer()
                .inTransaction(tx -> tx.attach(ActionRunDao.class).insert(run) == 1);
        if (fresh) {
            carryOut(Order.of(run, alarm), dryRun || action.dryRun());
        }
        return database.reader()
                .withExtension(ActionRunDao.class, dao -> dao.find(alarm.id(), action.name()))
                .orElseThrow()
                .wire();
    }

    private void carryOut(Order order, boolean dryRun) {
        Act act = acts.of(order.action().type());
        if (dryRun) {
            String would = "Dry run: would " + act.intention(pressed(order)) + ".";
            database.writer().useTransaction(tx -> settlement.tested(tx, order.run(), RunRow.DRY_RUN, would));
            return;
        }
        switch (act) {
            case InsideAct inside -> database.writer().useTransaction(tx -> insideOut(tx, inside, order));
            case OutsideAct outside -> {
                Outcome outcome = outside.carryOut(order);
                database.writer().useTransaction(tx -> settle(tx, order.run(), outcome, null));
            }
        }
    }

    /// What the button in the channel would act on: an open alarm of the pipeline where there is one, because its
    /// severity, title and last good version are not those of a made-up one.
    private Order pressed(Order order) {
        return alarms.open(order.alarm().pipeline()).stream()
                .filter(Alarm::pages)
                .findFirst()
                .map(open -> Order.of(begun(order, open), open))
                .orElse(order);
    }

    /// The run that a press of the button would begin, which is no test.
    private RunRow begun(Order order, Alarm open) {
        RunRow run = order.run();
        return RunRow.waiting(run.id(), open.id(), run.pipeline(), order.action(), false, clock.instant(), null);
    }

    /// Done and undone before anybody else sees it.
    private void insideOut(Handle tx, InsideAct act, Order order) {
        Outcome outcome = act.carryOut(tx, order);
        @Nullable Outcome back = null;
        if (outcome instanceof Outcome.Done done && done.memo() != null) {
            tx.attach(ActionRunDao.class).settle(order.run().id(), RunRow.DONE, done.text(), Json.write(done.memo()));
            RunRow held = tx.attach(ActionRunDao.class).find(order.run().id()).orElseThrow();
            back = act.undo(tx, Order.of(held, order.alarm()));
        }
        settle(tx, order.run(), outcome, back);
    }

    private void settle(Handle tx, RunRow run, Outcome outcome, @Nullable Outcome back) {
        boolean undone = back instanceof Outcome.Done;
        String state = undone ? RunRow.UNDONE : outcome instanceof Outcome.Done ? RunRow.DONE : RunRow.FAILED;
        settlement.tested(tx, run, state, back == null ? text(outcome) : text(outcome) + " " + text(back));
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done.text();
            case Outcome.Kept kept -> kept.text();
            case Outcome.Nothing nothing -> "There was nothing to do.";
            case Outcome.Again again -> again.why() + ". An alarm would try again; a test does not.";
            case Outcome.Failed failed -> failed.text();
        };
    }

    /// An alarm that nobody can take for a real one.
    static Alarm madeUp(PipelineName pipeline, String id, Instant now) {
        return new Alarm(
                id,
                pipeline,
                AlarmKind.FLOOR,
                "test",
                AlarmState.OPEN,
                false,
                new Alarm.Message(
                        "TEST: this alarm is made up to test an action. Nothing is wrong.",
                        null,
                        null,
                        null,
                        "none, it is a test",
                        List.of(),
                        List.of()),
                new Alarm.Course(now, null, null, null));
    }
}
