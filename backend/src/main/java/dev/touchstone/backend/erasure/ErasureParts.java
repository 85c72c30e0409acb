package dev.touchstone.backend.erasure;

import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.judge.JudgmentTexts;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.ledger.Redactor;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.SubjectKeys;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.ReviewErasure;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.store.Storage;
import java.util.List;

/// The parts of this package, put together.
public final class ErasureParts implements AutoCloseable {
    private final Retention retention;
    private final ErasureWork work;
    private final Erasures erasures;
    private final ErasureRoutes routes;

    /// What it is built on.
    public record Needs(
            Storage storage, Ledger ledger, Pipelines pipelines, Outputs outputs, Outbox outbox, ReviewQueue queue) {}

    public ErasureParts(Needs needs, SubjectKeys keys, ErasureWork.Neighbours neighbours) {
        Storage storage = needs.storage();
        Places places = new Places(
                needs.pipelines(),
                new ReviewErasure(needs.queue()),
                needs.outbox(),
                new Redactor(needs.ledger()),
                keys,
                storage.clock());
        retention = new Retention(
                needs.pipelines(),
                needs.outputs(),
                new JudgmentTexts(storage.database()),
                places,
                storage.database(),
                storage.clock());
        work = new ErasureWork(storage, needs.pipelines(), needs.outbox(), needs.ledger(), places, keys, neighbours);
        Holds holds = new Holds(storage, needs.ledger(), needs.pipelines());
        erasures = new Erasures(storage, needs.ledger(), needs.pipelines(), needs.outbox(), holds);
        routes = new ErasureRoutes(erasures, holds, needs.pipelines());
    }

    /// Clears what is old; it starts with the rest.
    public Retention retention() {
        return retention;
    }

    ErasureWork work() {
        return work;
    }

    Erasures erasures() {
        return erasures;
    }

    public List<Endpoint> endpoints() {
        return routes.endpoints();
    }

    public void start() {
        work.start();
        retention.start();
    }

    @Override
    public void close() {
        retention.close();
        work.close();
    }
}
