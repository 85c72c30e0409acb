package dev.touchstone.backend.erasure;

import dev.touchstone.api.erasure.Erasure;
import dev.touchstone.api.erasure.ErasureState;
import dev.touchstone.api.erasure.Hold;
import dev.touchstone.api.erasure.NewErasure;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.outbox.WorkKind;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Storage;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Takes wishes that texts be erased, and tells how far they are. What is asked is durable at once, and done in the
/// background by [ErasureWork]; the receipt stays. Thread-safe.
public final class Erasures {
    /// An erasure that is not done.
    static final WorkKind KIND = WorkKind.loose("erasure", "erasure.requested");

    private final Storage storage;
    private final Ledger ledger;
    private final Pipelines pipelines;
    private final Outbox outbox;
    private final Holds holds;

    public Erasures(Storage storage, Ledger ledger, Pipelines pipelines, Outbox outbox, Holds holds) {
        this.storage = storage;
        this.ledger = ledger;
        this.pipelines = pipelines;
        this.outbox = outbox;
        this.holds = holds;
    }

    /// @param by who, when the wish names nobody
    public Erasure ask(NewErasure wish, String by) {
        pipelines.require(wish.pipeline());
        String who = wish.by() == null ? by : wish.by().id().value();
        ErasureRow row = new ErasureRow(
                storage.ids().next(),
                wish.pipeline(),
                new ErasureRow.Named(
                        wish.subject().kind().wire(),
                        wish.subject().key(),
                        wish.subject().name()),
                new ErasureRow.Asked(wish.why(), who, storage.clock().millis()),
                new ErasureRow.At(ErasureState.RUNNING.wire(), 0, ""),
                new ErasureRow.Done(0, 0, 0),
                "{}",
                null);
        storage.database().writer().useTransaction(tx -> {
            tx.attach(ErasureDao.class).insert(row);
            // Without the name of the subject: the ledger is for ever.
            ledger.append(
                    tx,
                    who,
                    "erasure.requested",
                    row.id(),
                    null,
                    Map.of(
                            "pipeline",
                            wish.pipeline().value(),
                            "kind",
                            wish.subject().kind().wire()));
            String unused = outbox.write(tx, List.of(Job.Work.about(KIND, wish.pipeline(), row.id())))
                    .getFirst();
        });
        return row.wire(0, 0);
    }

    /// One erasure.
    ///
    /// @throws Refused when there is none
    public Erasure find(String id) {
        return storage.database()
                .reader()
                .withHandle(handle -> handle.attach(ErasureDao.class)
                        .find(id)
                        .map(row -> told(handle, row))
                        .orElseThrow(() -> unknown(id)));
    }

    static Refused unknown(String id) {
        return Refused.unknown(
                "unknown-erasure",
                "There is no erasure " + id + " for this key; GET /v1/erasures lists what there is.");
    }

    /// The newest first.
    ///
    /// @param beforeId exclusive upper bound
    public List<Erasure> page(List<PipelineName> of, String beforeId, int limit) {
        return of.isEmpty()
                ? List.of()
                : storage.database()
                        .reader()
                        .withHandle(handle -> handle.attach(ErasureDao.class).page(of, beforeId, limit).stream()
                                .map(row -> told(handle, row))
                                .toList());
    }

    private Erasure told(Handle handle, ErasureRow row) {
        List<String> deliveries = handle.attach(ErasureDao.class).told(row.id());
        return row.wire(deliveries.size(), outbox.unfinished(handle, deliveries));
    }

    /// Lets a hold go, and lets erasures go on that it was in the way of.
    public Hold release(String holdId, String by) {
        return storage.database().writer().inTransaction(tx -> {
            Hold hold = holds.release(tx, holdId, by);
            ErasureDao dao = tx.attach(ErasureDao.class);
            for (ErasureRow row : dao.in(hold.pipeline(), ErasureState.HELD.wire())) {
                ErasureRow again = new ErasureRow(
                        row.id(),
                        row.pipeline(),
                        row.named(),
                        row.asked(),
                        new ErasureRow.At(ErasureState.RUNNING.wire(), 0, ""),
                        new ErasureRow.Done(row.done().outputs(), 0, 0),
                        row.counts(),
                        null);
                if (dao.advance(again, row) == 1) {
                    String unused = outbox.write(tx, List.of(Job.Work.about(KIND, row.pipeline(), row.id())))
                            .getFirst();
                }
            }
            return hold;
        });
    }
}
