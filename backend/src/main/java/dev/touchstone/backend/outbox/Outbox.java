package dev.touchstone.backend.outbox;

import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.http.ApiProblem;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.PageBytes;
import dev.touchstone.backend.store.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes, leases and acknowledges deliveries. A delivery moves ready → leased → done; a failed one becomes ready again
/// after a backoff, and dead after the last attempt, from where an operator can replay it. Thread-safe.
public final class Outbox {
    /// Consumer name of the channels' bot.
    public static final String CHANNEL = "channel";

    /// Consumer name of the judge.
    public static final String JUDGE = "judge";

    /// Consumer name of what alarms do.
    public static final String ACTION = "action";
    /// Consumer name of the committee.
    public static final String COMMITTEE = "committee";

    /// Consumer name of what lets models write the outputs of experiments.
    public static final String EXPERIMENT = "experiment";

    public static final String WEBHOOK = "webhook";
    public static final int MOST_ATTEMPTS = 10;

    private static final String TOPIC = "deliveries:";

    /// Consumers whose deliveries are all in lanes.
    private static final Set<String> LANED = Set.of(CHANNEL, ACTION);

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Signals signals;
    private final Ledger audit;

    public Outbox(Database database, Ids ids, InstantSource clock, Signals signals, Ledger audit) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.signals = signals;
        this.audit = audit;
    }

    /// What is to be delivered.
    ///
    /// @param channel where a channel delivery goes; its deliveries keep their order
    /// @param subject what it is about, such as a review's id
    /// @param payload written as JSON
    public record ToChannel(DeliveryKind kind, String pipeline, String channel, String subject, Object payload) {}

    /// Writes deliveries for channels within the caller's transaction.
    public void toChannels(Handle transaction, List<ToChannel> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        transaction
                .attach(DeliveryDao.class)
                .insert(deliveries.stream()
                        .map(one -> row(
                                CHANNEL,
                                one.kind(),
                                one.pipeline(),
                                one.channel(),
                                one.channel(),
                                one.subject(),
                                one.payload()))
                        .toList());
        announceAfter(transaction, CHANNEL);
    }

    /// Writes a call to a pipeline's endpoint within the caller's transaction.
    public void toWebhook(
            Handle transaction, DeliveryKind kind, String pipeline, String url, String subject, Object payload) {
        transaction
                .attach(DeliveryDao.class)
                .insert(List.of(row(WEBHOOK, kind, pipeline, null, url, subject, payload)));
        announceAfter(transaction, WEBHOOK);
    }

    /// An output for the judge or for a committee.
    ///
    /// @param payload written as JSON
    public record ToJudge(String pipeline, String outputId, Object payload) {}

    /// Writes work for the judge within the caller's transaction.
    ///
    /// @return the ids of the deliveries, in order
    public List<String> toJudge(Handle transaction, List<ToJudge> outputs) {
        return toModels(transaction, JUDGE, DeliveryKind.JUDGMENT_REQUESTED, outputs);
    }

    /// Writes work for the committee within the caller's transaction.
    public void toCommittee(Handle transaction, List<ToJudge> outputs) {
        toModels(transaction, COMMITTEE, DeliveryKind.COMMITTEE_REQUESTED, outputs);
    }

    private List<String> toModels(Handle transaction, String consumer, DeliveryKind kind, List<ToJudge> outputs) {
        if (outputs.isEmpty()) {
            return List.of();
        }
        List<DeliveryRow> rows = outputs.stream()
                .map(one -> row(consumer, kind, one.pipeline(), null, null, one.outputId(), one.payload()))
                .toList();
        transaction.attach(DeliveryDao.class).insert(rows);
        announceAfter(transaction, consumer);
        return rows.stream().map(DeliveryRow::id).toList();
    }

    /// Writes work for an alarm's action within the caller's transaction. What is about one run keeps its order.
    ///
    /// @param runId becomes lane and subject
    /// @param payload written as JSON
    public void toAction(Handle transaction, String pipeline, String runId, Object payload) {
        transaction
                .attach(DeliveryDao.class)
                .insert(List.of(row(ACTION, DeliveryKind.ALARM_ACTION, pipeline, runId, null, runId, payload)));
        announceAfter(transaction, ACTION);
    }

    /// Makes what waits for its next attempt in a lane due at once, within the caller's transaction.
    public void hurry(Handle transaction, String consumer, String lane) {
        transaction.attach(DeliveryDao.class).hurry(consumer, lane, clock.millis());
        announceAfter(transaction, consumer);
    }

    /// Writes work on the items of an experiment within the caller's transaction, one delivery for each.
    public void toExperiment(Handle transaction, String population, List<String> itemIds) {
        transaction
                .attach(DeliveryDao.class)
                .insert(itemIds.stream()
                        .map(id -> row(
                                EXPERIMENT, DeliveryKind.EXPERIMENT_REQUESTED, population, null, null, id, Map.of()))
                        .toList());
        announceAfter(transaction, EXPERIMENT);
    }

    /// The delivery of a kind about a subject that is not finished; empty when there is none.
    public Optional<String> waitingAbout(Handle handle, String subject, DeliveryKind kind) {
        return handle.attach(DeliveryDao.class).waitingAbout(subject, kind.wire());
    }

    /// When the oldest unfinished delivery of a consumer without lanes was written; empty when there is none.
    public Optional<Instant> oldestWaiting(String consumer) {
        return database.reader()
                .withExtension(DeliveryDao.class, dao -> dao.oldestLoose(consumer))
                .map(Instant::ofEpochMilli);
    }

    /// Deliveries of one consumer not delivered yet, for the metrics.
    public long waiting(String consumer) {
        return database.reader().withExtension(DeliveryDao.class, dao -> dao.waitingOf(consumer));
    }

    private DeliveryRow row(
            String consumer,
            DeliveryKind kind,
            String pipeline,
            @Nullable String lane,
            @Nullable String target,
            String subject,
            Object payload) {
        long now = clock.millis();
        return new DeliveryRow(
                ids.next(),
                consumer,
                kind.wire(),
                pipeline,
                lane,
                target,
                subject,
                Json.write(payload),
                "ready",
                0,
                now,
                now,
                null,
                null);
    }

    /// Wakes who waits for work, once it is committed.
    private void announceAfter(Handle transaction, String consumer) {
        transaction.afterCommit(() -> signals.raise(TOPIC + consumer));
    }

    /// Takes back deliveries of a kind about a subject that nobody has leased yet.
    ///
    /// @return whether there was one
    public boolean cancelUntouched(Handle transaction, String subject, DeliveryKind kind) {
        return transaction.attach(DeliveryDao.class).cancelUntouched(subject, kind.wire()) > 0;
    }

    /// Hands out what is due, waiting for it when there is nothing.
    public List<Delivery> lease(String consumer, String by, int max, Duration waitFor, Duration leaseFor) {
        List<Delivery> leased = signals.await(TOPIC + consumer, waitFor, () -> leaseNow(consumer, by, max, leaseFor));
        return leased == null ? List.of() : leased;
    }

    private @Nullable List<Delivery> leaseNow(String consumer, String by, int max, Duration leaseFor) {
        long now = clock.millis();
        // Looked for on a reader first: an idle poll must not occupy the writer.
        boolean any = database.reader()
                .withExtension(
                        DeliveryDao.class, dao -> !due(dao, consumer, now, 1).isEmpty());
        if (!any) {
            return null;
        }
        List<Delivery> leased = database.writer().inTransaction(transaction -> {
            DeliveryDao dao = transaction.attach(DeliveryDao.class);
            List<Delivery> taken = new ArrayList<>();
            for (String id : due(dao, consumer, now, max)) {
                dao.lease(id, by, now, now + leaseFor.toMillis())
                        .map(DeliveryRow::wire)
                        .ifPresent(taken::add);
            }
            return taken;
        });
        return leased.isEmpty() ? null : leased;
    }

    private static List<String> due(DeliveryDao dao, String consumer, long now, int max) {
        return LANED.contains(consumer) ? dao.dueHeads(consumer, now, max) : dao.dueLoose(consumer, now, max);
    }

    /// Records what became of a lease.
    ///
    /// @throws ApiProblem 404 for an unknown delivery, 409 when the lease is no longer the caller's
    public void acknowledge(String id, Acknowledgement answer) {
        database.writer().useTransaction(transaction -> acknowledge(transaction, id, answer));
    }

    /// As above, within the caller's transaction, together with what the delivery brought.
    public void acknowledge(Handle transaction, String id, Acknowledgement answer) {
        DeliveryDao dao = transaction.attach(DeliveryDao.class);
        int changed = answer.delivered() ? done(dao, id, answer) : failed(dao, id, answer);
        if (changed == 0) {
            throw notYours(dao.find(id), id);
        }
        // The next of its lane may be due now.
        announceAfter(transaction, CHANNEL);
    }

    private int done(DeliveryDao dao, String id, Acknowledgement answer) {
        Receipt receipt = answer.receipt();
        return dao.done(
                id,
                answer.attempt(),
                clock.millis(),
                receipt == null ? null : receipt.channel(),
                receipt == null ? null : receipt.message());
    }

    private int failed(DeliveryDao dao, String id, Acknowledgement answer) {
        boolean dead = answer.giveUp() || answer.retryAfter() == null && answer.attempt() >= MOST_ATTEMPTS;
        Duration wait = answer.retryAfter() != null ? answer.retryAfter() : Backoff.after(answer.attempt(), id);
        return dao.failed(
                id, answer.attempt(), dead ? "dead" : "ready", clock.millis() + wait.toMillis(), answer.error());
    }

    private static ApiProblem notYours(Optional<DeliveryRow> row, String id) {
        return row.map(found -> ApiProblem.conflict(
                        "lease-lost",
                        "Delivery " + id + " is " + found.state() + " at attempt " + found.attempts()
                                + "; its lease has ended or it was answered already. Drop this answer."))
                .orElseGet(() -> ApiProblem.notFound("unknown-delivery", "There is no delivery " + id + "."));
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
    /// @param by who asked for it, for the audit log
    /// @return false when it is not dead
    public boolean replay(String id, String by) {
        return database.writer().inTransaction(transaction -> {
            boolean replayed = transaction.attach(DeliveryDao.class).replay(id, clock.millis()) == 1;
            if (replayed) {
                audit.append(transaction, by, "delivery.replayed", id, "dead", "ready");
                announceAfter(transaction, CHANNEL);
                announceAfter(transaction, WEBHOOK);
                announceAfter(transaction, JUDGE);
                announceAfter(transaction, ACTION);
                announceAfter(transaction, COMMITTEE);
                announceAfter(transaction, EXPERIMENT);
            }
            return replayed;
        });
    }

    /// Gives up on an endpoint of a pipeline: it is not called again until [#enableEndpoint].
    public void disableEndpoint(String pipeline, String url, String reason) {
        database.writer()
                .useExtension(DeliveryDao.class, dao -> dao.disableEndpoint(pipeline, url, clock.millis(), reason));
    }

    public boolean endpointDisabled(String pipeline, String url) {
        return database.reader().withExtension(DeliveryDao.class, dao -> dao.disabled(pipeline, url) > 0);
    }

    /// Lets an endpoint be called again. What was given up meanwhile stays dead until it is replayed.
    ///
    /// @param by who asked for it, for the audit log
    /// @return false when it was not disabled
    public boolean enableEndpoint(String pipeline, String url, String by) {
        return database.writer().inTransaction(transaction -> {
            boolean enabled = transaction.attach(DeliveryDao.class).enableEndpoint(pipeline, url) == 1;
            if (enabled) {
                audit.append(transaction, by, "webhook.enabled", pipeline + " " + url, "disabled", "enabled");
            }
            return enabled;
        });
    }

    /// Where a review is shown, oldest first.
    public List<Receipt> receipts(Handle handle, String reviewId) {
        return handle.attach(DeliveryDao.class).receipts(reviewId).stream()
                .map(row -> new Receipt(row.receiptChannel(), row.receiptMessage()))
                .distinct()
                .toList();
    }

    /// Deliveries not delivered yet, for the metrics.
    public long waiting() {
        return database.reader().withExtension(DeliveryDao.class, DeliveryDao::waiting);
    }

    /// Deliveries given up, for the metrics.
    public long deadCount() {
        return database.reader().withExtension(DeliveryDao.class, DeliveryDao::deadCount);
    }
}
