package dev.touchstone.backend.quality.certificate;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.BatchCertificate;
import dev.touchstone.api.quality.BatchCertificate.Evidence;
import dev.touchstone.api.quality.BatchCertificate.Issued;
import dev.touchstone.api.quality.BatchCertificate.Terms;
import dev.touchstone.backend.quality.Period;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;

/// A certificate that was issued. Public only because JDBI binds through public methods.
///
/// @param bound at most this share was wrong when it was issued
/// @param issuedBy the API key
public record IssuedRow(
        long fromHour,
        long toHour,
        @Nested Terms terms,
        double bound,
        @Nested Evidence evidence,
        long issuedAtMs,
        String issuedBy) {

    Issued issued() {
        return new Issued(Instant.ofEpochMilli(issuedAtMs), issuedBy);
    }

    BatchCertificate wire(PipelineName pipeline) {
        Period window = new Period(fromHour, toHour);
        return new BatchCertificate(
                pipeline,
                new BatchCertificate.Window(window.from(), window.to()),
                terms,
                true,
                bound,
                evidence,
                null,
                Statements.certified(terms, evidence),
                issued());
    }
}
