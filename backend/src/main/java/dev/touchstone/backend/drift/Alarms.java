package dev.touchstone.backend.drift;

import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmCommand;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.alarm.AlarmNews;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.drift.action.AlarmActions;
import dev.touchstone.backend.drift.action.act.AlarmLookup;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Episodes of drift: open → acknowledged → muted → recovered. Each change is written together with its history and
/// the delivery that tells of it. Thread-safe.
public final class Alarms implements AlarmLookup {
    /// People hear at most this often that an episode goes on.
    static final Duration BETWEEN_NEWS = Duration.ofDays(7);

    /// How long an alarm about a damaged state stays.
    static final Duration REBUILT_FOR = Duration.ofDays(1);

    private static final Duration MUTED_BY_DEFAULT = Duration.ofHours(24);

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Pipelines pipelines;
    private final AlarmActions actions;
    private final AlarmListener listener;

    public Alarms(
            Database database,
            Ids ids,
            InstantSource clock,
            Ledger ledger,
            Outbox outbox,
            Pipelines pipelines,
            AlarmActions actions,
            AlarmListener listener) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.ledger = ledger;
        this.outbox = outbox;
        this.pipelines = pipelines;
        this.actions = actions;
        this.listener = listener;
    }

    @Override
    public Optional<Alarm> alarm(String id) {
        return row(id).map(AlarmRow::wire);
    }

    @Override
    public Optional<Alarm> locked(Handle transaction, String id) {
        return transaction.attach(AlarmDao.class).lock(id).map(AlarmRow::wire);
    }

    @Override
    public List<Alarm> open(PipelineName pipeline) {
        return database.reader().withExtension(AlarmDao.class, dao -> dao.unfinished(pipeline)).stream()
                .map(AlarmRow::wire)
                .toList();
    }

    /// Newest first.
    ///
    /// @param pipeline only its alarms; null for all
    /// @param state only those in it; null for all
    /// @param beforeId the last of the page before; null for the first page
    List<Alarm> page(
            @Nullable PipelineName pipeline, @Nullable AlarmState state, @Nullable String beforeId, int limit) {
        return database
                .reader()
                .withExtension(
                        AlarmDao.class, dao -> dao.page(pipeline, state == null ? null : state.wire(), beforeId, limit))
                .stream()
                .map(AlarmRow::wire)
                .toList();
    }

    Optional<AlarmRow> row(String id) {
        return database.reader().withExtension(AlarmDao.class, dao -> dao.find(id));
    }

    /// Somebody takes it on. To repeat it changes nothing.
    ///
    /// @throws Refused as a conflict when it is over
    Alarm acknowledge(String id, AlarmCommand command) {
        return command(id, command, "alarm.acknowledged", (dao, row) -> {
            if (dao.acknowledge(id, command.by().id().value(), command.by().name()) == 0) {
                return null;
            }
            return new AlarmNews(
                    AlarmNews.What.ACKNOWLEDGED, command.by().displayName() + " has taken it on." + note(command));
        });
    }

    /// Somebody silences it for a while.
    ///
    /// @throws Refused as a conflict when it is over
    Alarm mute(String id, AlarmCommand command) {
        Duration duration = command.duration() == null ? MUTED_BY_DEFAULT : command.duration();
        Instant until = clock.instant().plus(duration);
        return command(id, command, "alarm.muted", (dao, row) -> {
            dao.mute(id, until.toEpochMilli());
            return new AlarmNews(
                    AlarmNews.What.MUTED,
                    command.by().displayName() + " has muted it until " + until + "." + note(command));
        });
    }

    private interface Change {
        /// @return what to tell; null when nothing changed
        @Nullable
        AlarmNews of(AlarmDao dao, AlarmRow row);
    }

    private Alarm command(String id, AlarmCommand command, String action, Change change) {
        return database.writer().inTransaction(transaction -> {
            AlarmDao dao = transaction.attach(AlarmDao.class);
            AlarmRow row = dao.lock(id).orElseThrow();
            if (row.stateOf() == AlarmState.RECOVERED) {
                throw Refused.conflict(
                        "alarm-over",
                        "Alarm " + id + " is over since " + row.wire().course().recoveredAt()
                                + "; nothing is left to do.");
            }
            AlarmNews news = change.of(dao, row);
            Alarm after = dao.find(id).orElseThrow().wire();
            if (news != null) {
                ledger.append(transaction, command.by().id().value(), action, id, row.wire(), after);
                Pipeline pipeline = pipelines.require(row.pipeline());
                tell(transaction, pipeline, id, news, command);
                if (after.state() == AlarmState.ACKNOWLEDGED) {
                    actions.acknowledged(transaction, pipeline, after);
                }
            }
            return after;
        });
    }

    private static String note(AlarmCommand command) {
        return command.note() == null ? "" : " " + command.note();
    }

    /// Whether [#settle] would change anything.
    boolean due(Handle handle, Pipeline pipeline, Findings findings) {
        Map<String, Finding> active = byKey(findings.active());
        List<AlarmRow> rows = handle.attach(AlarmDao.class).unfinished(pipeline.name());
        for (AlarmRow row : rows) {
            Finding finding = active.remove(row.subject().seriesKey());
            boolean goesOn = finding == null
                    ? staysRebuilt(row) || findings.undecided(row)
                    : finding.since().equals(row.course().since());
            if (!goesOn || muteEnds(row) || finding != null && worsened(row, finding)) {
                return true;
            }
        }
        return !active.isEmpty();
    }

    /// Brings the alarms of a pipeline into line with what is wrong now, within the caller's transaction: opens,
    /// goes on, ends mutes and episodes. To repeat it changes nothing.
    void settle(Handle transaction, Pipeline pipeline, Findings findings) {
        AlarmDao dao = transaction.attach(AlarmDao.class);
        Map<String, Finding> active = byKey(findings.active());
        for (AlarmRow row : dao.unfinished(pipeline.name())) {
            Finding finding = active.get(row.subject().seriesKey());
            boolean another =
                    finding != null && !finding.since().equals(row.course().since()) && findings.over(row);
            if (finding == null && !staysRebuilt(row) && !findings.undecided(row) || another) {
                recover(transaction, pipeline, row, findings.ended(row));
                continue;
            }
            active.remove(row.subject().seriesKey());
            if (muteEnds(row) && dao.unmute(row.id(), clock.millis()) == 1) {
                tell(
                        transaction,
                        pipeline,
                        row.id(),
                        new AlarmNews(AlarmNews.What.UNMUTED, "It is no longer muted."),
                        null);
            }
            if (finding != null) {
                goOn(transaction, pipeline, row, finding);
            }
        }
        active.values().forEach(finding -> open(transaction, pipeline, finding));
    }

    private static Map<String, Finding> byKey(List<Finding> findings) {
        Map<String, Finding> byKey = new HashMap<>();
        findings.forEach(finding -> byKey.put(finding.subject().key(), finding));
        return byKey;
    }

    /// Nothing goes on being damaged; the alarm stays for people to see it.
    private boolean staysRebuilt(AlarmRow row) {
        return row.kindOf() == AlarmKind.REBUILT
                && clock.millis() - row.course().openedAtMs() < REBUILT_FOR.toMillis();
    }

    private boolean muteEnds(AlarmRow row) {
        return row.stateOf() == AlarmState.MUTED
                && row.course().mutedUntilMs() != null
                && row.course().mutedUntilMs() <= clock.millis();
    }

    private boolean worsened(AlarmRow row, Finding finding) {
        return finding.times() > row.course().times()
                && row.stateOf() != AlarmState.MUTED
                && clock.millis() - row.course().toldAtMs() >= BETWEEN_NEWS.toMillis();
    }

    private void open(Handle transaction, Pipeline pipeline, Finding finding) {
        String model = finding.evidence().examples().stream()
                .findFirst()
                .flatMap(review -> transaction.attach(WatchDao.class).model(review))
                .orElse(null);
        AlarmRow row = AlarmRow.opened(ids.next(), pipeline.name(), finding, model, clock.millis());
        transaction.attach(AlarmDao.class).insert(row);
        Alarm alarm = row.wire();
        tell(
                transaction,
                pipeline,
                row.id(),
                new AlarmNews(AlarmNews.What.OPENED, row.message().headline()),
                null);
        actions.opened(transaction, pipeline, alarm);
        listener.opened(transaction, alarm);
    }

    private void goOn(Handle transaction, Pipeline pipeline, AlarmRow row, Finding finding) {
        boolean worse = worsened(row, finding);
        if (worse || !finding.since().equals(row.course().since())) {
            // After a changed decision another review may have raised the same episode.
            transaction
                    .attach(AlarmDao.class)
                    .goOn(
                            row.id(),
                            finding.since(),
                            worse ? finding.times() : row.course().times(),
                            worse ? clock.millis() : row.course().toldAtMs());
        }
        if (worse) {
            tell(
                    transaction,
                    pipeline,
                    row.id(),
                    new AlarmNews(AlarmNews.What.WORSENED, Wording.worsened(finding)),
                    null);
        }
    }

    private void recover(Handle transaction, Pipeline pipeline, AlarmRow row, String why) {
        AlarmDao dao = transaction.attach(AlarmDao.class);
        if (dao.recover(row.id(), clock.millis()) == 0) {
            return;
        }
        tell(transaction, pipeline, row.id(), new AlarmNews(AlarmNews.What.RECOVERED, why), null);
        actions.recovered(
                transaction, pipeline, dao.find(row.id()).orElseThrow().wire());
    }

    /// Writes the history and the delivery of one change.
    private void tell(
            Handle transaction, Pipeline pipeline, String id, AlarmNews news, @Nullable AlarmCommand command) {
        transaction
                .attach(AlarmDao.class)
                .tell(
                        ids.next(),
                        id,
                        clock.millis(),
                        String.valueOf(news.text()),
                        command == null ? null : command.by().id(),
                        command == null ? null : command.by().name());
        String own = pipeline.policy().drift().channel();
        String channel = own == null ? pipeline.policy().reviewers().channel() : own;
        if (channel != null) {
            outbox.write(transaction, new Job.ForChannel(DeliveryKind.ALARM, pipeline.name(), channel, id, news));
        }
    }
}
