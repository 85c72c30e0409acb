package dev.touchstone.backend.quality.threshold;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.touchstone.api.quality.ThresholdAdvice;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.confidence.AnytimeCertificate;
import dev.touchstone.stats.confidence.ThresholdPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Keeps what is tested, and since when: a promise that holds whenever one looks must not begin anew whenever
/// somebody looks. A trial covers everything since the newest model or prompt version came; the first question
/// that finds audits enough fixes its thresholds. Thread-safe.
final class Trials {
    private static final String ALL = "";

    private final Database database;
    private final Pipelines pipelines;
    private final InstantSource clock;

    Trials(Database database, Pipelines pipelines, InstantSource clock) {
        this.database = database;
        this.pipelines = pipelines;
        this.clock = clock;
    }

    /// What a trial is about.
    ///
    /// @param subject empty for the overall confidence
    record Subject(Selection selection, String subject, double maxError) {
        static Subject overall(Selection selection, double maxError) {
            return new Subject(selection, ALL, maxError);
        }

        /// A version that is not released yet.
        static Subject rescored(Selection version, double maxError) {
            return new Subject(version, "rescored", maxError);
        }

        static Subject attribute(Selection selection, String attribute, double maxError) {
            return new Subject(selection, "attribute:" + attribute, maxError);
        }
    }

    /// The trial there is, or the number of the one that would begin.
    record Standing(int k, TrialDao.@Nullable TrialRow row) {
        double delta(double confidence) {
            // 1 − 0.9 is not 0.1 in binary, and people read this.
            return Math.rint(AnytimeCertificate.spending(1 - confidence, k) * 1e12) / 1e12;
        }

        ThresholdPlan plan() {
            TrialDao.TrialRow begun = Objects.requireNonNull(row);
            return new ThresholdPlan(
                    read(begun.grid().thresholds(), new TypeReference<List<Double>>() {}),
                    read(begun.grid().entries(), new TypeReference<List<Integer>>() {}));
        }

        ThresholdAdvice.Trial wire(double confidence) {
            Instant since = Instant.ofEpochMilli(
                    Duration.ofHours(Objects.requireNonNull(row).fromHour()).toMillis());
            return new ThresholdAdvice.Trial(k, delta(confidence), since, plan().thresholds());
        }

        private static <T> T read(String json, TypeReference<T> type) {
            try {
                return Json.mapper().readValue(json, type);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException("a stored plan of thresholds cannot be read: " + json, e);
            }
        }
    }

    /// The newest version among what is asked about; empty when nothing came yet.
    Optional<TrialDao.Appearance> newest(Selection selection) {
        return database.reader().withExtension(TrialDao.class, dao -> dao.appearances(selection.pipeline())).stream()
                .filter(one -> selection.model() == null || selection.model().equals(one.model()))
                .filter(one -> selection.promptVersion() == null
                        || selection.promptVersion().equals(one.promptVersion()))
                .max(Comparator.comparingLong(TrialDao.Appearance::hour)
                        .thenComparing(TrialDao.Appearance::model)
                        .thenComparing(TrialDao.Appearance::promptVersion));
    }

    Standing standing(Subject subject, TrialDao.Appearance newest) {
        return database.reader().withExtension(TrialDao.class, dao -> {
            Optional<TrialDao.TrialRow> latest = dao.latest(
                    subject.selection().pipeline(),
                    subject.subject(),
                    or(subject.selection().model()),
                    or(subject.selection().promptVersion()),
                    subject.maxError());
            boolean same = latest.filter(row -> row.learnt().model().equals(newest.model())
                            && row.learnt().promptVersion().equals(newest.promptVersion()))
                    .isPresent();
            int last = latest.map(TrialDao.TrialRow::k)
                    .orElseGet(() -> dao.looks(subject.selection().pipeline()));
            return same ? new Standing(last, latest.orElseThrow()) : new Standing(last + 1, null);
        });
    }

    /// Begins a trial, unless somebody else just did; then that one counts.
    Standing begin(Subject subject, TrialDao.Appearance newest, Standing standing, ThresholdPlan plan, int audits) {
        TrialDao.TrialRow row = row(subject, newest, standing.k(), plan, audits);
        boolean begun = database.writer()
                .inTransaction(transaction -> transaction.attach(TrialDao.class).insert(row) == 1);
        return begun ? new Standing(standing.k(), row) : standing(subject, newest);
    }

    private TrialDao.TrialRow row(Subject subject, TrialDao.Appearance newest, int k, ThresholdPlan plan, int audits) {
        return new TrialDao.TrialRow(
                subject.selection().pipeline(),
                subject.subject(),
                new TrialDao.TrialRow.Asked(
                        or(subject.selection().model()), or(subject.selection().promptVersion())),
                subject.maxError(),
                k,
                new TrialDao.TrialRow.Learnt(newest.model(), newest.promptVersion()),
                newest.hour(),
                new TrialDao.TrialRow.Grid(Json.write(plan.thresholds()), Json.write(plan.entries()), audits),
                clock.millis());
    }

    /// The trial of a version that is not released yet, or the number of the one that would begin: the next
    /// of all that versions of the pipeline have had.
    Standing rescored(Subject subject) {
        return database.reader().withHandle(handle -> rescored(handle, subject));
    }

    private static Standing rescored(Handle handle, Subject subject) {
        TrialDao dao = handle.attach(TrialDao.class);
        Selection selection = subject.selection();
        return dao.latest(
                        selection.pipeline(),
                        subject.subject(),
                        or(selection.model()),
                        or(selection.promptVersion()),
                        subject.maxError())
                .map(row -> new Standing(row.k(), row))
                .orElseGet(() -> new Standing(dao.rescored(selection.pipeline()) + 1, null));
    }

    /// Begins it, unless somebody else just did. Two versions that begin at once get numbers of their own.
    ///
    /// @param fromHour since when audits count
    Standing beginRescored(Subject subject, long fromHour, ThresholdPlan plan, int audits) {
        Selection selection = subject.selection();
        var version = new TrialDao.Appearance(or(selection.model()), or(selection.promptVersion()), fromHour);
        return database.writer().inTransaction(transaction -> {
            pipelines.hold(transaction, selection.pipeline());
            Standing standing = rescored(transaction, subject);
            if (standing.row() != null) {
                return standing;
            }
            TrialDao.TrialRow row = row(subject, version, standing.k(), plan, audits);
            transaction.attach(TrialDao.class).insert(row);
            return new Standing(standing.k(), row);
        });
    }

    private static String or(@Nullable String asked) {
        return asked == null ? ALL : asked;
    }
}
