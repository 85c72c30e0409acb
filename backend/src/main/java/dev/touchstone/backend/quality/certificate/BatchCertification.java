package dev.touchstone.backend.quality.certificate;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.BatchCertificate;
import dev.touchstone.api.quality.BatchCertificate.Evidence;
import dev.touchstone.api.quality.BatchCertificate.More;
import dev.touchstone.api.quality.BatchCertificate.Terms;
import dev.touchstone.api.quality.NewCertificate;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Certifies closed batches. Asking costs nothing: whatever is answered holds whenever and however often one
/// asks, and for all terms at once. Thread-safe.
public final class BatchCertification {
    private final Database database;
    private final BatchReader reader;
    private final Ledger ledger;
    private final InstantSource clock;

    public BatchCertification(Database database, Observations observations, Ledger ledger, InstantSource clock) {
        this.database = database;
        this.reader = new BatchReader(database, observations);
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What can be said of a batch now. A certificate that holds is issued; one that was issued before stands.
    ///
    /// @param by the API key
    /// @throws Refused as invalid when the window is not over, or holds no outputs
    public BatchCertificate of(PipelineName pipeline, NewCertificate asked, String by) {
        long now = clock.millis();
        Period window = Period.of(asked.from(), asked.to());
        if (asked.to().toEpochMilli() > now) {
            throw Refused.invalid(
                    "batch-not-closed",
                    "The window ends at " + asked.to() + ", and it is " + clock.instant()
                            + " now: a batch is certified once it is over, because what comes later would belong to it.");
        }
        Terms terms = new Terms(asked.maxError(), asked.confidence(), asked.putRight());
        Optional<IssuedRow> before = find(pipeline, window, terms);
        if (before.isPresent()) {
            return before.get().wire(pipeline);
        }
        Observed observed = reader.observe(pipeline, window, now);
        if (observed.outputs() == 0) {
            throw Refused.invalid(
                    "empty-batch",
                    "The pipeline delivered nothing between " + asked.from() + " and " + asked.to()
                            + "; there is nothing to certify.");
        }
        BatchEvidence batch = reader.evidence(pipeline, window, observed);
        return batch.certified(terms)
                ? issue(pipeline, window, terms, batch, by)
                : open(pipeline, window, terms, batch);
    }

    /// BatchCertification that were issued, newest first.
    List<BatchCertificate> newest(PipelineName pipeline, int limit) {
        return database.reader().withExtension(BatchCertificateDao.class, dao -> dao.newest(pipeline, limit)).stream()
                .map(row -> row.wire(pipeline))
                .toList();
    }

    private Optional<IssuedRow> find(PipelineName pipeline, Period window, Terms terms) {
        return database.reader().withExtension(BatchCertificateDao.class, dao -> dao.find(pipeline, window, terms));
    }

    private BatchCertificate issue(PipelineName pipeline, Period window, Terms terms, BatchEvidence batch, String by) {
        return database.writer().inTransaction(transaction -> {
            BatchCertificateDao dao = transaction.attach(BatchCertificateDao.class);
            int issued = dao.issue(pipeline, window, terms, batch.wire(), batch.bound(terms), clock.millis(), by);
            BatchCertificate certificate =
                    dao.find(pipeline, window, terms).orElseThrow().wire(pipeline);
            if (issued > 0) {
                // What a customer was promised must not change afterwards.
                ledger.append(transaction, by, "certificate.issued", pipeline.value(), null, certificate);
            }
            return certificate;
        });
    }

    private static BatchCertificate open(PipelineName pipeline, Period window, Terms terms, BatchEvidence batch) {
        More more = batch.more(terms);
        Evidence evidence = batch.wire();
        double bound = batch.bound(terms);
        return new BatchCertificate(
                pipeline,
                new BatchCertificate.Window(window.from(), window.to()),
                terms,
                false,
                bound,
                evidence,
                more,
                Statements.open(terms, evidence, bound, more),
                null);
    }
}
