package dev.touchstone.backend.webhook;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;

/// The endpoints of pipelines that said 410 Gone: they are not called again until somebody asks for it. Thread-safe.
public final class DisabledEndpoints {
    private final Database database;
    private final InstantSource clock;
    private final Ledger ledger;

    public DisabledEndpoints(Database database, InstantSource clock, Ledger ledger) {
        this.database = database;
        this.clock = clock;
        this.ledger = ledger;
    }

    void disable(PipelineName pipeline, String url, String reason) {
        database.writer().useExtension(EndpointDao.class, dao -> dao.disable(pipeline, url, clock.millis(), reason));
    }

    boolean disabled(PipelineName pipeline, String url) {
        return database.reader().withExtension(EndpointDao.class, dao -> dao.disabled(pipeline, url) > 0);
    }

    /// Lets an endpoint be called again. What was given up meanwhile stays dead until it is replayed.
    ///
    /// @param by who asked for it, for the ledger
    /// @return false when it was not disabled
    public boolean enable(PipelineName pipeline, String url, String by) {
        return database.writer().inTransaction(transaction -> {
            boolean enabled = transaction.attach(EndpointDao.class).enable(pipeline, url) == 1;
            if (enabled) {
                ledger.append(transaction, by, "webhook.enabled", pipeline + " " + url, "disabled", "enabled");
            }
            return enabled;
        });
    }
}
