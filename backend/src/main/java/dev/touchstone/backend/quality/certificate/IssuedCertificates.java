package dev.touchstone.backend.quality.certificate;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was promised of batches, for people who read of a week.
public final class IssuedCertificates {
    private IssuedCertificates() {}

    /// A sentence; empty when nothing was certified.
    ///
    /// @param from when the week began
    /// @param to when it ended
    public static Optional<String> of(Database database, PipelineName pipeline, Instant from, Instant to) {
        List<IssuedRow> issued = database.reader()
                .withExtension(
                        BatchCertificateDao.class,
                        dao -> dao.issuedBetween(pipeline, from.toEpochMilli(), to.toEpochMilli()));
        return issued.isEmpty() ? Optional.empty() : Optional.of(Statements.week(issued));
    }
}
