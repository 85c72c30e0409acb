package dev.touchstone.backend.erasure;

import dev.touchstone.api.erasure.ErasureState;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.feedback.signal.ForgottenActor;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.OutboxWorkers;
import dev.touchstone.backend.output.OutputErasure;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.SubjectKeys;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.FaultLog;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries erasures out, some outputs at a time. Each step is one transaction that also notes how far it came, so that
/// a crash anywhere loses nothing and repeats nothing, and whoever was away for so long that another took over changes
/// nothing.
public final class ErasureWork implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ErasureWork.class);
    private static final int OUTPUTS_AT_ONCE = 20;
    private static final int LOOKED_AT_AT_ONCE = 500;
    private static final int EVENTS_AT_ONCE = 500;
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /// What is known by an index, or by its name.
    private static final int INDEXED = 0;
    /// What was stored before there was an index of it.
    private static final int WALK = 1;
    /// What lies beside the database.
    private static final int SWEEP = 2;

    private final Storage storage;
    private final Pipelines pipelines;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Places places;
    private final SubjectKeys keys;
    private final BiFunction<PipelineName, String, String> actors;
    private final Runnable sweep;
    private final OutboxWorkers workers;
    private volatile boolean closing;

    /// What the work needs of others.
    ///
    /// @param actors what a user of a pipeline is called in the database
    /// @param sweep takes out of what lies beside the database what is gone from it
    public record Neighbours(BiFunction<PipelineName, String, String> actors, Runnable sweep) {}

    ErasureWork(
            Storage storage,
            Pipelines pipelines,
            Outbox outbox,
            Ledger ledger,
            Places places,
            SubjectKeys keys,
            Neighbours neighbours) {
        this.storage = storage;
        this.pipelines = pipelines;
        this.outbox = outbox;
        this.ledger = ledger;
        this.places = places;
        this.keys = keys;
        actors = neighbours.actors();
        sweep = neighbours.sweep();
        workers = new OutboxWorkers(outbox, Erasures.KIND, 1, DEADLINE, () -> 1, this::deliver);
    }

    void start() {
        storage.database()
                .writer()
                .useTransaction(
                        tx -> OutputErasure.begin(tx, keys, storage.clock().millis()));
        workers.start();
    }

    /// Works one erasure off, as far as there is time before the process stops.
    ///
    /// @throws Refused when the lease is another's by now
    void deliver(Leased delivery) {
        try {
            run(delivery.subject());
            outbox.acknowledge(
                    delivery.id(), closing ? delivery.retry("stopped before its end", Duration.ZERO) : delivery.done());
        } catch (Refused e) {
            throw e;
        } catch (RuntimeException e) {
            FaultLog.warn(log, "erasure interrupted, it goes on in ten seconds", e);
            outbox.acknowledge(delivery.id(), delivery.retry("interrupted", AGAIN));
        }
    }

    /// Goes on until the erasure is done, or another does it.
    void run(String id) {
        ErasureRow row = find(id);
        try {
            while (!closing && row != null && row.at().state().equals(ErasureState.RUNNING.wire())) {
                row = step(row) ? find(id) : null;
            }
        } catch (Overtaken e) {
            log.info("erasure is carried out elsewhere erasure={}", id);
        }
    }

    /// Another process is further with the same erasure.
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("another process is further with the erasure", null, false, false);
        }
    }

    private @Nullable ErasureRow find(String id) {
        return storage.database()
                .reader()
                .withExtension(ErasureDao.class, dao -> dao.find(id))
                .orElse(null);
    }

    /// @return false when another is further
    private boolean step(ErasureRow row) {
        return switch (row.at().stage()) {
            case INDEXED -> indexed(row);
            case WALK -> walk(row);
            default -> finish(row);
        };
    }

    private boolean indexed(ErasureRow row) {
        return switch (row.named().kindOf()) {
            case OUTPUT ->
                storage.database().writer().inTransaction(tx -> {
                    List<OutputRow> found = Outputs.at(tx, new OutputId(subject(row))).stream()
                            .filter(output ->
                                    pipelines.behind(output.pipeline()).name().equals(row.pipeline()))
                            .toList();
                    return advance(tx, row, clear(tx, row, found), SWEEP, "", 0);
                });
            case EXTERNAL_ID ->
                storage.database().writer().inTransaction(tx -> {
                    List<OutputRow> found = Outputs.briefsNamed(tx, row.pipeline(), List.of(subject(row))).stream()
                            .flatMap(brief -> Outputs.at(tx, brief.id()).stream())
                            .toList();
                    return advance(tx, row, clear(tx, row, found), SWEEP, "", 0);
                });
            case ACTOR -> storage.database().writer().inTransaction(tx -> forget(tx, row));
            case METADATA ->
                storage.database().writer().inTransaction(tx -> {
                    List<OutputId> ids =
                            OutputErasure.of(tx, subjectKey(row), row.at().cursor(), OUTPUTS_AT_ONCE);
                    List<OutputRow> found = ids.stream()
                            .flatMap(id -> Outputs.at(tx, id).stream())
                            .toList();
                    boolean more = ids.size() == OUTPUTS_AT_ONCE;
                    return advance(
                            tx,
                            row,
                            clear(tx, row, found),
                            more ? INDEXED : WALK,
                            more ? ids.getLast().value() : "",
                            0);
                });
        };
    }

    private long subjectKey(ErasureRow row) {
        return keys.ofMetadata(
                row.pipeline(), Objects.requireNonNull(row.named().name()), subject(row));
    }

    private static String subject(ErasureRow row) {
        return Objects.requireNonNull(row.named().subject(), "an erasure that is not done knows its subject");
    }

    /// The pseudonym so far is that of the name; the next one is of the erasure's id, which says nothing of anybody.
    private boolean forget(Handle tx, ErasureRow row) {
        List<String> events = ForgottenActor.forget(
                tx,
                row.pipeline(),
                actors.apply(row.pipeline(), subject(row)),
                "forgotten-" + row.id(),
                row.at().cursor(),
                EVENTS_AT_ONCE);
        boolean more = events.size() == EVENTS_AT_ONCE;
        Map<String, Long> taken = events.isEmpty() ? Map.of() : Map.of("feedback", (long) events.size());
        return advance(tx, row, new Step(taken, 0, 0), more ? INDEXED : SWEEP, more ? events.getLast() : "", 0);
    }

    /// Looks at every output from before the index. Finding them holds up nobody; only what is found is written.
    private boolean walk(ErasureRow row) {
        String before = Ids.lowerBound(unindexedUntil(row));
        List<OutputRow> looked = storage.database()
                .reader()
                .withHandle(handle ->
                        OutputErasure.withTexts(handle, row.pipeline(), row.at().cursor(), before, LOOKED_AT_AT_ONCE));
        List<OutputId> saying = looked.stream()
                .filter(output -> says(row, output))
                .map(OutputRow::id)
                .toList();
        // What the index has was looked at before; it is still there when it is held.
        List<OutputId> known = storage.database()
                .reader()
                .withHandle(handle -> OutputErasure.indexed(handle, subjectKey(row), saying));
        List<OutputId> all = saying.stream().filter(id -> !known.contains(id)).toList();
        // What is written at once is little, however much is found: others wait for the writer.
        List<OutputId> found = all.subList(0, Math.min(all.size(), OUTPUTS_AT_ONCE));
        boolean rest = found.size() < all.size();
        boolean more = rest || looked.size() == LOOKED_AT_AT_ONCE;
        OutputId last = rest ? found.getLast() : more ? looked.getLast().id() : null;
        long seen = last == null
                ? looked.size()
                : looked.stream()
                        .filter(output -> output.id().compareTo(last) <= 0)
                        .count();
        return storage.database().writer().inTransaction(tx -> {
            List<OutputRow> rows =
                    found.stream().flatMap(id -> Outputs.at(tx, id).stream()).toList();
            return advance(tx, row, clear(tx, row, rows), more ? WALK : SWEEP, last == null ? "" : last.value(), seen);
        });
    }

    private static boolean says(ErasureRow row, OutputRow output) {
        return new HoldRow(
                        row.id(),
                        row.pipeline(),
                        row.named().kind(),
                        row.named().name(),
                        row.named().subject(),
                        new HoldRow.Placed("", "", 0),
                        new HoldRow.Released(null, null))
                .covers(output);
    }

    /// Until when outputs were stored of which no index says whose they are, in epoch milliseconds.
    private long unindexedUntil(ErasureRow row) {
        Pipeline pipeline = pipelines.require(row.pipeline());
        String key = Objects.requireNonNull(row.named().name());
        long now = storage.clock().millis() + Duration.ofDays(1).toMillis();
        if (!named(pipeline.policy(), key)) {
            return now;
        }
        long noted = storage.database().reader().withHandle(handle -> OutputErasure.since(handle, keys));
        Instant since = pipelines.since(pipeline, policy -> named(policy, key), Instant.EPOCH);
        // A node may have learned of the policy a moment later.
        return Math.min(now, Math.max(noted, since.plus(Duration.ofMinutes(1)).toEpochMilli()));
    }

    private static boolean named(Policy policy, String key) {
        return policy.erasure().subjects().contains(key);
    }

    /// What one step came to.
    private record Step(Map<String, Long> taken, long outputs, long held) {}

    private Step clear(Handle tx, ErasureRow row, List<OutputRow> outputs) {
        Holds.InForce holds = Holds.of(tx, row.pipeline());
        Map<String, Long> taken = new HashMap<>();
        long cleared = 0;
        long held = 0;
        for (OutputRow output : outputs) {
            if (holds.covers(output)) {
                held++;
                continue;
            }
            Places.Taken one = places.clear(tx, output, Places.Reach.ERASURE, row.id());
            one.counts().forEach((place, count) -> taken.merge(place, count, Long::sum));
            one.messages().forEach((review, delivery) -> tells(tx, row, review, delivery));
            cleared += one.anything() ? 1 : 0;
        }
        return new Step(taken, cleared, held);
    }

    private static void tells(Handle tx, ErasureRow row, ReviewId review, String delivery) {
        tx.attach(ErasureDao.class).tells(row.id(), review.value(), delivery);
    }

    private boolean advance(Handle tx, ErasureRow row, Step step, int stage, String cursor, long looked) {
        Map<String, Long> counts = row.places();
        step.taken().forEach((place, count) -> counts.merge(place, count, Long::sum));
        ErasureRow next = new ErasureRow(
                row.id(),
                row.pipeline(),
                row.named(),
                row.asked(),
                new ErasureRow.At(row.at().state(), stage, cursor),
                new ErasureRow.Done(
                        row.done().outputs() + step.outputs(),
                        row.done().held() + step.held(),
                        row.done().lookedAt() + looked),
                Json.write(counts),
                null);
        if (tx.attach(ErasureDao.class).advance(next, row) == 0) {
            // What this step did is taken back: the other did it.
            throw new Overtaken();
        }
        return true;
    }

    private boolean finish(ErasureRow row) {
        sweep.run();
        boolean held = row.done().held() > 0;
        List<String> ended = new ArrayList<>();
        boolean done = storage.database().writer().inTransaction(tx -> {
            ErasureRow last = new ErasureRow(
                    row.id(),
                    row.pipeline(),
                    held
                            ? row.named()
                            : new ErasureRow.Named(
                                    row.named().kind(), row.named().name(), null),
                    row.asked(),
                    new ErasureRow.At((held ? ErasureState.HELD : ErasureState.DONE).wire(), SWEEP, ""),
                    row.done(),
                    row.counts(),
                    held ? null : storage.clock().millis());
            boolean first = tx.attach(ErasureDao.class).advance(last, row) == 1;
            if (first) {
                ledger.append(tx, "erasure", held ? "erasure.held" : "erasure.done", row.id(), null, row.places());
                ended.add(row.id());
            }
            return first;
        });
        if (!ended.isEmpty()) {
            log.info(
                    "erasure {} erasure={} outputs={} held={}",
                    held ? "held" : "done",
                    row.id(),
                    row.done().outputs(),
                    row.done().held());
            storage.database().scrub();
        }
        return done;
    }

    @Override
    public void close() {
        closing = true;
        workers.close();
    }
}
