package dev.touchstone.backend.quality.certificate;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.quality.BatchCertificate.Evidence;
import dev.touchstone.api.quality.BatchCertificate.Terms;
import dev.touchstone.backend.quality.Period;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(IssuedRow.class)
interface BatchCertificateDao {
    /// Whoever certified first has issued it.
    @SqlUpdate("""
            INSERT INTO batch_certificate (pipeline, from_hour, to_hour, max_error, confidence, put_right, bound, outputs,
                reviewed, by_chance, seen, wrong, issued_at_ms, issued_by)
            VALUES (:pipeline, :fromHour, :toHour, :maxError, :confidence, :putRight, :bound, :outputs, :reviewed,
                :byChance, :seen, :wrong, :now, :by)
            ON CONFLICT (pipeline, from_hour, to_hour, max_error, confidence, put_right) DO NOTHING
            """)
    int issue(
            @Bind("pipeline") PipelineName pipeline,
            @BindMethods Period window,
            @BindMethods Terms terms,
            @BindMethods Evidence evidence,
            @Bind("bound") double bound,
            @Bind("now") long nowMs,
            @Bind("by") String by);

    @SqlQuery("""
            SELECT from_hour, to_hour, max_error, confidence, put_right, bound, outputs, reviewed,
                outputs - reviewed - by_chance AS undecided, by_chance, seen, wrong, issued_at_ms, issued_by
            FROM batch_certificate
            WHERE pipeline = :pipeline AND from_hour = :fromHour AND to_hour = :toHour AND max_error = :maxError
                AND confidence = :confidence AND put_right = :putRight
            """)
    Optional<IssuedRow> find(
            @Bind("pipeline") PipelineName pipeline, @BindMethods Period window, @BindMethods Terms terms);

    /// Those issued in a period, newest first.
    @SqlQuery("""
            SELECT from_hour, to_hour, max_error, confidence, put_right, bound, outputs, reviewed,
                outputs - reviewed - by_chance AS undecided, by_chance, seen, wrong, issued_at_ms, issued_by
            FROM batch_certificate
            WHERE pipeline = :pipeline AND issued_at_ms >= :from AND issued_at_ms < :to
            ORDER BY issued_at_ms DESC, from_hour DESC, to_hour DESC, max_error
            """)
    List<IssuedRow> issuedBetween(
            @Bind("pipeline") PipelineName pipeline, @Bind("from") long fromMs, @Bind("to") long toMs);

    @SqlQuery("""
            SELECT from_hour, to_hour, max_error, confidence, put_right, bound, outputs, reviewed,
                outputs - reviewed - by_chance AS undecided, by_chance, seen, wrong, issued_at_ms, issued_by
            FROM batch_certificate WHERE pipeline = :pipeline
            ORDER BY issued_at_ms DESC, from_hour DESC, to_hour DESC, max_error LIMIT :limit
            """)
    List<IssuedRow> newest(@Bind("pipeline") PipelineName pipeline, @Bind("limit") int limit);
}
