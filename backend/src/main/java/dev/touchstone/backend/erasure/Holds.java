package dev.touchstone.backend.erasure;

import dev.touchstone.api.erasure.Hold;
import dev.touchstone.api.erasure.NewHold;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Storage;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Legal holds: what must stay until it is released, whatever retention or an erasure wants. Every act is in the
/// ledger. Thread-safe.
public final class Holds {
    private static final int MOST = 1_000;

    private final Storage storage;
    private final Ledger ledger;
    private final Pipelines pipelines;

    public Holds(Storage storage, Ledger ledger, Pipelines pipelines) {
        this.storage = storage;
        this.ledger = ledger;
        this.pipelines = pipelines;
    }

    /// @param by who, when the wish names nobody
    public Hold place(NewHold wish, String by) {
        pipelines.require(wish.pipeline());
        String who = wish.by() == null ? by : wish.by().id().value();
        HoldRow row = new HoldRow(
                storage.ids().next(),
                wish.pipeline(),
                wish.subject().kind().wire(),
                wish.subject().key(),
                wish.subject().name(),
                new HoldRow.Placed(wish.why(), who, storage.clock().millis()),
                new HoldRow.Released(null, null));
        storage.database().writer().useTransaction(tx -> {
            tx.attach(HoldDao.class).insert(row);
            ledger.append(tx, who, "hold.placed", row.id(), null, said(row));
        });
        return row.wire();
    }

    /// Without the name of the subject: the ledger is for ever.
    private static Map<String, String> said(HoldRow row) {
        return Map.of(
                "pipeline",
                row.pipeline().value(),
                "kind",
                row.kind(),
                "why",
                row.placed().why());
    }

    public List<Hold> all(List<PipelineName> of) {
        return of.isEmpty()
                ? List.of()
                : storage.database().reader().withExtension(HoldDao.class, dao -> dao.all(of, MOST)).stream()
                        .map(HoldRow::wire)
                        .toList();
    }

    /// One hold.
    ///
    /// @throws Refused when there is none
    public Hold find(String id) {
        return storage.database()
                .reader()
                .withExtension(HoldDao.class, dao -> dao.find(id))
                .map(HoldRow::wire)
                .orElseThrow(() -> unknown(id));
    }

    static Refused unknown(String id) {
        return Refused.unknown(
                "unknown-hold", "There is no hold " + id + " for this key; GET /v1/holds lists what there is.");
    }

    /// Lets go; to repeat it changes nothing.
    Hold release(Handle transaction, String id, String by) {
        HoldDao dao = transaction.attach(HoldDao.class);
        HoldRow row = dao.find(id).orElseThrow(() -> unknown(id));
        if (dao.release(id, by, storage.clock().millis()) == 1) {
            ledger.append(transaction, by, "hold.released", id, said(row), null);
        }
        return dao.find(id).orElseThrow().wire();
    }

    /// What holds outputs of a pipeline now.
    static InForce of(Handle handle, PipelineName pipeline) {
        return new InForce(handle.attach(HoldDao.class).inForce(pipeline));
    }

    /// @param rows those in force
    record InForce(List<HoldRow> rows) {
        InForce {
            rows = List.copyOf(rows);
        }

        boolean none() {
            return rows.isEmpty();
        }

        boolean covers(OutputRow output) {
            return rows.stream().anyMatch(row -> row.covers(output));
        }
    }
}
