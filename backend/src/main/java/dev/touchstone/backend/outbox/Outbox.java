package dev.touchstone.backend.outbox;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.PageBytes;
import dev.touchstone.backend.store.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes jobs, leases them and hears what became of them. A job moves ready → leased → done; a failed one becomes
/// ready again after a backoff, and dead after the last attempt, from where an operator can replay it. Thread-safe.
public final class Outbox {
    /// Consumer of what channels show: the bot.
    static final String CHANNEL = "channel";

    /// Consumer of calls of pipelines' endpoints.
    static final String WEBHOOK = "webhook";

    /// The kind that [OutboxWorkers] work off when they call endpoints; what is told differs by call.
    public static final WorkKind CALLS = WorkKind.loose(WEBHOOK, WEBHOOK);

    /// Attempts before a job is dead.
    public static final int MOST_ATTEMPTS = 10;

    /// No lease is shorter.
    static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

    private static final WorkKind CARDS = WorkKind.laned(CHANNEL, CHANNEL);
    private static final String TOPIC = "deliveries";

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Signals signals;
    private final Ledger ledger;
    private final LeaseLine line;
    private final AtomicInteger asking = new AtomicInteger();
    private volatile Instant lastAsked;

    public Outbox(Database database, Ids ids, InstantSource clock, Signals signals, Ledger ledger) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.signals = signals;
        this.ledger = ledger;
        this.lastAsked = clock.instant();
        this.line = new LeaseLine(clock, database.dialect().oneProcess());
        signals.listen(TOPIC, line);
    }

    /// Writes a job within the caller's transaction.
    ///
    /// @return its id
    public String write(Handle transaction, Job job) {
        return write(transaction, List.of(job)).getFirst();
    }

    /// Writes jobs within the caller's transaction.
    ///
    /// @return their ids, in order
    public List<String> write(Handle transaction, List<? extends Job> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        long now = clock.millis();
        List<DeliveryRow> rows =
                jobs.stream().map(job -> DeliveryRow.of(ids.next(), job, now)).toList();
        transaction.attach(DeliveryDao.class).insert(rows);
        rows.stream()
                .map(each -> each.address().consumer())
                .distinct()
                .forEach(consumer -> announceAfter(transaction, consumer));
        return rows.stream().map(DeliveryRow::id).toList();
    }

    /// Makes what waits for its next attempt in a lane due at once, within the caller's transaction.
    public void hurry(Handle transaction, WorkKind kind, String lane) {
        transaction.attach(DeliveryDao.class).hurry(kind.consumer(), lane, clock.millis());
        announceAfter(transaction, kind.consumer());
    }

    /// The work of a kind about a subject that is not finished; empty when there is none.
    public Optional<String> waitingAbout(Handle handle, String subject, WorkKind kind) {
        return handle.attach(DeliveryDao.class).waitingAbout(subject, kind.name());
    }

    /// When the oldest unfinished work of a kind without lanes was written; empty when there is none.
    public Optional<Instant> oldestWaiting(WorkKind kind) {
        return database.reader()
                .withExtension(DeliveryDao.class, dao -> dao.oldestLoose(kind.consumer()))
                .map(Instant::ofEpochMilli);
    }

    /// Unfinished work of a kind, up to a hundred thousand, for the metrics.
    public long waiting(WorkKind kind) {
        return database.reader().withExtension(DeliveryDao.class, dao -> dao.waitingOf(kind.consumer()));
    }

    /// Wakes who waits for work, once it is committed.
    private void announceAfter(Handle transaction, String consumer) {
        transaction.afterCommit(() -> signals.raise(TOPIC, consumer));
    }

    /// Takes back deliveries of a kind about a subject that nobody has leased yet.
    ///
    /// @return whether there was one
    public boolean cancelUntouched(Handle transaction, String subject, DeliveryKind kind) {
        return transaction.attach(DeliveryDao.class).cancelUntouched(subject, kind.wire()) > 0;
    }

    /// Takes away what deliveries about certain subjects say, within the caller's transaction, and those back
    /// that nobody has carried out yet: a card that was not shown will not be. What takes cards out of
    /// channels stays.
    ///
    /// @return how many deliveries said something
    public int erase(Handle transaction, Collection<String> subjects) {
        return subjects.isEmpty()
                ? 0
                : transaction
                        .attach(DeliveryDao.class)
                        .erase(subjects, List.of(DeliveryKind.REVIEW_ERASED.wire(), DeliveryKind.REVIEW_CLOSED.wire()));
    }

    /// Whether a channel shows something about a subject, or somebody is about to show it.
    public boolean shownOrUnderWay(Handle handle, String subject) {
        return handle.attach(DeliveryDao.class).shownOrUnderWay(subject);
    }

    /// Whether a delivery of a kind about a subject was ever written.
    public boolean told(Handle handle, String subject, DeliveryKind kind) {
        return handle.attach(DeliveryDao.class).written(subject, kind.wire());
    }

    /// How many of these are not carried out yet.
    public int unfinished(Handle handle, Collection<String> ids) {
        return ids.isEmpty() ? 0 : handle.attach(DeliveryDao.class).unfinished(ids);
    }

    /// Hands out what channels are to show, at most one job of each channel, waiting when there is nothing.
    public List<Leased> leaseForChannels(String by, int max, Duration waitFor, Duration leaseFor) {
        asking.incrementAndGet();
        try {
            return lease(CARDS, by, max, waitFor, leaseFor);
        } finally {
            lastAsked = clock.instant();
            asking.decrementAndGet();
        }
    }

    /// How long no bot has asked this process for anything to show.
    public Duration botsSilentFor() {
        return asking.get() > 0 ? Duration.ZERO : Duration.between(lastAsked, clock.instant());
    }

    /// Hands out what is due, waiting for it when there is nothing.
    public List<Leased> lease(WorkKind kind, String by, int max, Duration waitFor, Duration leaseFor) {
        return line.await(kind.consumer(), waitFor, () -> leaseNow(kind, by, max, leaseFor));
    }

    /// Whether nobody waits for work any more, because the server stops.
    boolean stopping() {
        return line.isClosed();
    }

    /// How many wait for work now.
    public int waitingForWork() {
        return line.waiting();
    }

    private LeaseLine.Found leaseNow(WorkKind kind, String by, int max, Duration leaseFor) {
        long now = clock.millis();
        // Looked for on a reader first: an idle poll must not occupy the writer.
        LeaseLine.Found.Nothing nothing =
                database.reader().withExtension(DeliveryDao.class, dao -> nothing(dao, kind, now));
        if (nothing != null) {
            return nothing;
        }
        List<Leased> leased = database.writer().inTransaction(transaction -> {
            DeliveryDao dao = transaction.attach(DeliveryDao.class);
            List<Leased> taken = new ArrayList<>();
            for (String id : due(dao, kind, now, max)) {
                dao.lease(id, by, now, now + leaseFor.toMillis())
                        .map(DeliveryRow::leased)
                        .ifPresent(taken::add);
            }
            return taken;
        });
        // Somebody was faster: the time at which their lease ends is not known yet.
        return leased.isEmpty()
                ? new LeaseLine.Found.Nothing(Instant.ofEpochMilli(now).plus(SHORTEST_LEASE))
                : new LeaseLine.Found.Some(leased);
    }

    /// @return null when something is due
    private LeaseLine.Found.@Nullable Nothing nothing(DeliveryDao dao, WorkKind kind, long now) {
        if (!due(dao, kind, now, 1).isEmpty()) {
            return null;
        }
        if (!database.dialect().oneProcess()) {
            // Others write too, so that it is looked at again in a moment anyway.
            return new LeaseLine.Found.Nothing(null);
        }
        OptionalLong next = Stream.of(
                        kind.laned() ? dao.nextHead(kind.consumer(), now) : dao.nextLoose(kind.consumer(), now),
                        kind.laned() ? Optional.<Long>empty() : dao.nextLeaseEnd(kind.consumer(), now))
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .min();
        return new LeaseLine.Found.Nothing(next.isPresent() ? Instant.ofEpochMilli(next.getAsLong()) : null);
    }

    /// Extends leases that are still the caller's, counted from now.
    ///
    /// @param attempts of the deliveries, by id
    /// @return the ids of those that were; the others are not the caller's any more
    public List<String> renew(Map<String, Integer> attempts, Duration leaseFor) {
        if (attempts.isEmpty()) {
            return List.of();
        }
        long until = clock.millis() + leaseFor.toMillis();
        return database.writer().inTransaction(transaction -> {
            DeliveryDao dao = transaction.attach(DeliveryDao.class);
            return attempts.entrySet().stream()
                    // In one order for all, so that two who renew do not wait for one another.
                    .sorted(Map.Entry.comparingByKey())
                    .filter(entry -> dao.renew(entry.getKey(), entry.getValue(), until) == 1)
                    .map(Map.Entry::getKey)
                    .toList();
        });
    }

    private static List<String> due(DeliveryDao dao, WorkKind kind, long now, int max) {
        return kind.laned() ? dao.dueHeads(kind.consumer(), now, max) : dao.dueLoose(kind.consumer(), now, max);
    }

    /// Records what became of a lease.
    ///
    /// @throws Refused as unknown, for an unknown delivery, as a conflict when the lease is no longer the caller's
    public void acknowledge(String id, Acknowledgement answer) {
        database.writer().useTransaction(transaction -> acknowledge(transaction, id, answer));
    }

    /// As above, within the caller's transaction, together with what the delivery brought.
    public void acknowledge(Handle transaction, String id, Acknowledgement answer) {
        DeliveryDao dao = transaction.attach(DeliveryDao.class);
        Optional<String> consumer = answer.delivered() ? done(dao, id, answer) : failed(dao, id, answer);
        // The next of its lane may be due now.
        announceAfter(transaction, consumer.orElseThrow(() -> notYours(dao.find(id), id)));
    }

    private Optional<String> done(DeliveryDao dao, String id, Acknowledgement answer) {
        Receipt receipt = answer.receipt();
        return dao.done(
                id,
                answer.attempt(),
                clock.millis(),
                receipt == null ? null : receipt.channel(),
                receipt == null ? null : receipt.message());
    }

    private Optional<String> failed(DeliveryDao dao, String id, Acknowledgement answer) {
        boolean dead = answer.giveUp() || answer.retryAfter() == null && answer.attempt() >= MOST_ATTEMPTS;
        Duration wait = answer.retryAfter() != null ? answer.retryAfter() : RetrySchedule.after(answer.attempt(), id);
        return dao.failed(
                id, answer.attempt(), dead ? "dead" : "ready", clock.millis() + wait.toMillis(), answer.error());
    }

    private static Refused notYours(Optional<DeliveryRow> row, String id) {
        return row.map(found -> Refused.conflict(
                        "lease-lost",
                        "Delivery " + id + " is " + found.state() + " at attempt "
                                + found.tries().attempts()
                                + "; its lease has ended or it was answered already. Drop this answer."))
                .orElseGet(() -> Refused.unknown("unknown-delivery", "There is no delivery " + id + "."));
    }

    /// Deliveries that were given up, oldest first.
    public DeadPage dead(String afterId, int limit) {
        return database.reader().withExtension(DeliveryDao.class, dao -> {
            List<Long> sizes = dao.deadSizes(afterId, limit + 1);
            int fitting = PageBytes.fitting(sizes, limit);
            List<DeliveryRow> rows = fitting == 0 ? List.of() : dao.dead(afterId, fitting);
            return new DeadPage(rows, !rows.isEmpty() && fitting < sizes.size());
        });
    }

    /// Some dead deliveries, and whether there are more behind them.
    public record DeadPage(List<DeliveryRow> rows, boolean more) {}

    /// Makes a dead delivery ready again with all its attempts.
    ///
    /// @param by who asked for it, for the ledger
    /// @return false when it is not dead
    public boolean replay(String id, String by) {
        return database.writer().inTransaction(transaction -> {
            Optional<String> consumer = transaction.attach(DeliveryDao.class).replay(id, clock.millis());
            consumer.ifPresent(waiting -> {
                ledger.append(transaction, by, "delivery.replayed", id, "dead", "ready");
                announceAfter(transaction, waiting);
            });
            return consumer.isPresent();
        });
    }

    /// Where a review or an alarm is shown, oldest first.
    public List<Receipt> receipts(Handle handle, String subject) {
        return handle.attach(DeliveryDao.class).receipts(subject).stream()
                .map(row -> new Receipt(row.receiptChannel(), row.receiptMessage()))
                .distinct()
                .toList();
    }

    /// Deliveries not delivered yet, up to a hundred thousand, for the metrics.
    public long waiting() {
        return database.reader().withExtension(DeliveryDao.class, DeliveryDao::waiting);
    }

    /// Deliveries given up, up to a hundred thousand, for the metrics.
    public long deadCount() {
        return database.reader().withExtension(DeliveryDao.class, DeliveryDao::deadCount);
    }
}
