package dev.touchstone.backend.judge.check;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Keeps calibrations, each for ever: an output is routed by the one that was in force when it came in.
public final class CheckCalibrations {
    private CheckCalibrations() {}

    /// The one that was in force at a time; empty when there was none.
    public static Optional<CheckCalibration> at(Handle handle, PipelineName pipeline, String version, long atMs) {
        return handle.attach(Dao.class).at(pipeline, version, atMs).map(Row::calibration);
    }

    /// Puts one into force, unless another was at the same moment.
    public static boolean store(Handle transaction, CheckCalibration made) {
        return transaction.attach(Dao.class).insert(Row.of(made)) == 1;
    }

    /// Public only because JDBI binds through public methods.
    public record Row(
            PipelineName pipeline, String checkVersion, long madeAtMs, long audits, long wrong, String bands) {
        static Row of(CheckCalibration made) {
            return new Row(
                    made.pipeline(),
                    made.checkVersion(),
                    made.madeAt().toEpochMilli(),
                    made.audits(),
                    made.wrong(),
                    made.storedBands());
        }

        CheckCalibration calibration() {
            return new CheckCalibration(
                    pipeline,
                    checkVersion,
                    Instant.ofEpochMilli(madeAtMs),
                    audits,
                    wrong,
                    Json.read(bands, CheckCalibration.StoredBands.class).bands());
        }
    }

    @RegisterConstructorMapper(Row.class)
    interface Dao {
        @SqlUpdate("""
                INSERT INTO check_calibration (pipeline, check_version, made_at_ms, audits, wrong, bands)
                VALUES (:pipeline, :checkVersion, :madeAtMs, :audits, :wrong, :bands)
                ON CONFLICT (pipeline, check_version, made_at_ms) DO NOTHING
                """)
        int insert(@BindMethods Row row);

        @SqlQuery("""
                SELECT pipeline, check_version, made_at_ms, audits, wrong, bands FROM check_calibration
                WHERE pipeline = :pipeline AND check_version = :version AND made_at_ms <= :at
                ORDER BY made_at_ms DESC LIMIT 1
                """)
        Optional<Row> at(
                @Bind("pipeline") PipelineName pipeline, @Bind("version") String version, @Bind("at") long atMs);
    }
}
