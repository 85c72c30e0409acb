package dev.touchstone.backend.drift.action;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmAction;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.drift.action.act.ActionRunDao;
import dev.touchstone.backend.drift.action.act.Acts;
import dev.touchstone.backend.drift.action.act.RunRow;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Starts and ends what alarms do. It writes down what is to be done, in the transaction that causes it;
/// [ActionWork] does it. An action runs once per alarm. Thread-safe.
public final class AlarmActions {
    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Outbox outbox;

    public AlarmActions(Database database, Ids ids, InstantSource clock, Ledger ledger, Outbox outbox) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    /// Starts every action that alarms of this kind start by themselves. To repeat it changes nothing.
    public void opened(Handle transaction, Pipeline pipeline, Alarm alarm) {
        pipeline.policy().drift().actions().stream()
                .filter(action -> startsItself(action, alarm))
                .forEach(action -> begin(transaction, pipeline, alarm, action, null, null));
    }

    private static boolean startsItself(AlarmAction action, Alarm alarm) {
        boolean meant = action.on().isEmpty() ? alarm.pages() : action.on().contains(alarm.kind());
        return action.automatic() && meant;
    }

    /// Tells receivers that know of it that somebody has taken the alarm on.
    public void acknowledged(Handle transaction, Pipeline pipeline, Alarm alarm) {
        for (RunRow run : transaction.attach(ActionRunDao.class).ofAlarm(alarm.id())) {
            if (run.actionOf().type() == AlarmAction.Type.PAGERDUTY
                    && run.is(RunRow.WAITING, RunRow.DONE)
                    && !run.over()) {
                outbox.write(transaction, new RunStep(RunStep.Step.ACKNOWLEDGE, alarm).job(pipeline.name(), run.id()));
            }
        }
    }

    /// Undoes what can be undone, and lets nothing begin any more. To repeat it changes nothing. It locks the
    /// alarm's runs: call it before the transaction appends to the ledger, as whoever works on them does.
    public void recovered(Handle transaction, Pipeline pipeline, Alarm alarm) {
        ActionRunDao dao = transaction.attach(ActionRunDao.class);
        for (RunRow run : dao.ofAlarm(alarm.id())) {
            if (dao.over(run.id(), clock.millis()) == 0) {
                continue;
            }
            // What waits for its next attempt holds up what comes after it.
            outbox.hurry(transaction, RunStep.KIND, run.id());
            if (Acts.undoable(run.actionOf().type()) && run.is(RunRow.WAITING, RunRow.DONE, RunRow.FAILED)) {
                outbox.write(transaction, new RunStep(RunStep.Step.UNDO, alarm).job(pipeline.name(), run.id()));
            }
        }
    }

    /// What was done because of an alarm, oldest first.
    public List<AlarmDetail.Run> runs(Handle handle, String alarmId) {
        return handle.attach(ActionRunDao.class).ofAlarm(alarmId).stream()
                .map(RunRow::wire)
                .toList();
    }

    /// Names of the policy's actions that somebody may start for the alarm now, in the policy's order.
    public List<String> available(Pipeline pipeline, Alarm alarm) {
        if (alarm.state() == AlarmState.RECOVERED) {
            return List.of();
        }
        Map<String, RunRow> runs =
                database.reader().withExtension(ActionRunDao.class, dao -> dao.ofAlarm(alarm.id())).stream()
                        .collect(Collectors.toMap(each -> each.ordered().action(), Function.identity()));
        return pipeline.policy().drift().actions().stream()
                .filter(action -> Optional.ofNullable(runs.get(action.name()))
                        .map(run -> mayRestart(run, action))
                        .orElse(true))
                .map(AlarmAction::name)
                .toList();
    }

    /// What has failed may be tried again, and what was only tried dry may be done.
    private static boolean mayRestart(RunRow run, AlarmAction action) {
        return !run.over() && (run.is(RunRow.FAILED) || run.is(RunRow.DRY_RUN) && !action.dryRun());
    }

    /// Starts an action because somebody wants it. One that runs already, or is done, is only shown.
    ///
    /// @param found reads the alarm within the transaction and keeps it as it is until that ends: what begins
    ///     for an alarm that is over would never be undone
    /// @param note why, for the ledger; null for none
    /// @throws Refused as unknown when the policy has no such action, as a conflict when the alarm is over
    AlarmDetail.Run start(
            Pipeline pipeline, Function<Handle, Alarm> found, String action, Reviewer by, @Nullable String note) {
        AlarmAction wanted = require(pipeline, action);
        return database.writer().inTransaction(transaction -> {
            Alarm alarm = found.apply(transaction);
            ActionRunDao dao = transaction.attach(ActionRunDao.class);
            if (alarm.state() != AlarmState.RECOVERED) {
                begin(transaction, pipeline, alarm, wanted, by, note);
            }
            return dao.find(alarm.id(), action)
                    .map(RunRow::wire)
                    .orElseThrow(() -> Refused.conflict(
                            "alarm-over",
                            "The alarm " + alarm.id() + " is over, and '" + action
                                    + "' was not started for it; there is nothing left to do."));
        });
    }

    static AlarmAction require(Pipeline pipeline, String action) {
        List<AlarmAction> actions = pipeline.policy().drift().actions();
        return actions.stream()
                .filter(one -> one.name().equals(action))
                .findFirst()
                .orElseThrow(() -> Refused.unknown(
                        "unknown-action",
                        "The policy of '" + pipeline.name() + "' has no action '" + action + "'; "
                                + (actions.isEmpty()
                                        ? "it has none. Add it to drift.actions."
                                        : "it has "
                                                + String.join(
                                                        ", ",
                                                        actions.stream()
                                                                .map(AlarmAction::name)
                                                                .toList())
                                                + ".")));
    }

    /// What the ledger keeps of a start.
    private record Started(AlarmAction action, @Nullable String note) {}

    private void begin(
            Handle transaction,
            Pipeline pipeline,
            Alarm alarm,
            AlarmAction action,
            @Nullable Reviewer by,
            @Nullable String note) {
        RunRow fresh = RunRow.waiting(ids.next(), alarm.id(), pipeline.name(), action, false, clock.instant(), by);
        ActionRunDao dao = transaction.attach(ActionRunDao.class);
        RunRow run = fresh;
        if (dao.insert(fresh) == 0) {
            run = dao.find(alarm.id(), action.name()).orElseThrow();
            boolean again = by != null
                    && mayRestart(run, action)
                    && dao.restart(
                                    run.id(),
                                    fresh.ordered().definition(),
                                    fresh.started().startedBy(),
                                    fresh.started().startedName())
                            == 1;
            if (!again) {
                return;
            }
        }
        outbox.write(transaction, new RunStep(RunStep.Step.DO, alarm).job(pipeline.name(), run.id()));
        ledger.append(
                transaction,
                fresh.actor(),
                "alarm_action.started",
                alarm.id() + " " + action.name(),
                null,
                new Started(action, note));
    }
}
