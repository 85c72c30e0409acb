package dev.touchstone.backend.judge.release;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Keeps the certificates under which a judge may release outputs. The latest certification of a pipeline holds
/// until it is withdrawn, by people, by an alarm, or because what it was made for has changed; then none does
/// until the next. What it rests on is for `quality` to say. Thread-safe.
public final class JudgeReleases {
    private final Database database;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Pipelines pipelines;

    public JudgeReleases(Database database, Ledger ledger, InstantSource clock, Pipelines pipelines) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
        this.pipelines = pipelines;
    }

    /// Every certification of a pipeline, oldest first.
    public List<CertificateRow> of(PipelineName pipeline) {
        return database.reader().withExtension(CertificateDao.class, dao -> dao.of(pipeline));
    }

    /// Records a certification, whatever came of it: it takes the place of the one before.
    ///
    /// @throws Refused as a conflict when somebody else asked for one just now
    public void record(CertificateRow row) {
        database.writer().useTransaction(transaction -> {
            if (transaction.attach(CertificateDao.class).insert(row) == 0) {
                throw Refused.conflict(
                        "certified-meanwhile",
                        "Somebody else asked for a certificate of '" + row.pipeline() + "' just now; read it.");
            }
            ledger.append(
                    transaction,
                    row.issued().certifiedBy(),
                    "judge.certified",
                    row.pipeline().value(),
                    null,
                    row.wire());
        });
    }

    /// Ends the releasing of a pipeline until the next certificate: for people, and for an alarm that says that
    /// what is released has become worse.
    ///
    /// @param why in words, for people
    /// @param by for the ledger
    /// @return false when nothing was in force
    public boolean withdraw(PipelineName pipeline, String why, String by) {
        return database.writer().inTransaction(transaction -> withdraw(transaction, pipeline, why, by));
    }

    /// As above, within the caller's transaction.
    public boolean withdraw(Handle transaction, PipelineName pipeline, String why, String by) {
        return transaction
                .attach(CertificateDao.class)
                .latest(pipeline)
                .filter(row -> row.tested().bound() != null)
                .filter(row -> withdraw(transaction, row, why, by))
                .isPresent();
    }

    /// The lowest score that a judge version may release now, within the caller's transaction; empty when it may
    /// release nothing. A certificate whose grounds have changed is withdrawn on the way.
    public Optional<Double> bound(Handle transaction, Pipeline pipeline, String versionId) {
        Optional<CertificateRow> latest = transaction
                .attach(CertificateDao.class)
                .latest(pipeline.name())
                .filter(row -> row.tested().bound() != null && row.withdrawn().withdrawnAtMs() == null);
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        String ended = endedBecause(latest.get(), pipeline, versionId);
        if (ended != null) {
            withdraw(transaction, latest.get(), ended, "judge");
            return Optional.empty();
        }
        return Optional.ofNullable(latest.get().tested().bound());
    }

    /// The latest certification, after looking whether its grounds still hold.
    ///
    /// @param versionId the judge version in use; null when there is none
    public Optional<CertificateRow> latest(Pipeline pipeline, @Nullable String versionId) {
        Optional<CertificateRow> latest =
                database.reader().withExtension(CertificateDao.class, dao -> dao.latest(pipeline.name()));
        if (latest.filter(row -> row.tested().bound() != null
                        && row.withdrawn().withdrawnAtMs() == null
                        && endedBecause(row, pipeline, versionId) != null)
                .isEmpty()) {
            return latest;
        }
        return database.writer().inTransaction(transaction -> {
            CertificateRow row = latest.orElseThrow();
            String why = endedBecause(row, pipeline, versionId);
            withdraw(transaction, row, why == null ? "its grounds have changed" : why, "judge");
            return transaction.attach(CertificateDao.class).latest(pipeline.name());
        });
    }

    private boolean withdraw(Handle transaction, CertificateRow row, String why, String by) {
        boolean withdrawn =
                transaction.attach(CertificateDao.class).withdraw(row.pipeline(), row.k(), why, clock.millis()) == 1;
        if (withdrawn) {
            ledger.append(
                    transaction,
                    by,
                    "judge.certificate-withdrawn",
                    row.pipeline().value(),
                    row.wire(),
                    why);
        }
        return withdrawn;
    }

    /// Null while the certificate holds. What a policy said in between counts too: outputs came in under it.
    private @Nullable String endedBecause(CertificateRow row, Pipeline pipeline, @Nullable String versionId) {
        if (!row.versionId().equals(versionId)) {
            return versionId == null ? "no judge is configured any more" : "another judge version is in use";
        }
        String grounds = ReleaseGrounds.of(pipelines.policy(row.pipeline(), row.policyVersion()));
        boolean same = IntStream.rangeClosed(row.policyVersion(), pipeline.policyVersion())
                .allMatch(version -> ReleaseGrounds.of(pipelines.policy(row.pipeline(), version))
                        .equals(grounds));
        return same ? null : "the policy has changed in what the judge may release";
    }
}
