package dev.touchstone.backend.output;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.backend.store.Database;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Appends, finds and expires outputs. Thread-safe.
public final class Outputs {
    private final Database database;

    public Outputs(Database database) {
        this.database = database;
    }

    /// Stores rows and counts them, within the caller's transaction. A row whose external id is known already is left
    /// out.
    ///
    /// @return for each row, in order, null when it was stored or else the row that was there before
    public List<@Nullable OutputRow> append(Handle transaction, List<OutputRow> rows) {
        boolean[] stored = OutputInsert.insert(transaction.getConnection(), rows);
        PopulationRollup.COUNTERS.add(transaction.getConnection(), rows, stored);
        ConfidenceRollup.COUNTERS.add(transaction.getConnection(), rows, stored);
        @Nullable OutputRow[] known = new @Nullable OutputRow[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            if (!stored[i]) {
                OutputRow row = rows.get(i);
                known[i] = transaction
                        .attach(OutputDao.class)
                        .findExternal(row.pipeline(), row.externalId())
                        .orElseThrow(
                                () -> new IllegalStateException("an output was refused as known but is not there"));
            }
        }
        return Arrays.asList(known);
    }

    /// Stores rows that belong to no population that anybody estimates: no counter knows them.
    public void appendUncounted(Handle transaction, List<OutputRow> rows) {
        for (boolean stored : OutputInsert.insert(transaction.getConnection(), rows)) {
            if (!stored) {
                throw new IllegalStateException("an output of a new population is there already");
            }
        }
    }

    public Optional<OutputRow> find(OutputId id) {
        return database.reader().withExtension(OutputDao.class, dao -> dao.find(id));
    }

    /// As [#find], seen from within a transaction.
    public Optional<OutputRow> find(Handle handle, OutputId id) {
        return at(handle, id);
    }

    /// Several at once, by id.
    public Map<OutputId, OutputRow> find(Handle handle, List<OutputId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : handle.attach(OutputDao.class).find(ids).stream()
                        .collect(Collectors.toMap(OutputRow::id, Function.identity()));
    }

    /// Several at once, without their texts; ids that nobody has given out are left out.
    public static List<OutputBrief> briefs(Handle handle, Collection<OutputId> ids) {
        return ids.isEmpty() ? List.of() : handle.attach(OutputDao.class).briefs(ids);
    }

    /// Several of one pipeline at once, by its own ids, without their texts.
    public static List<OutputBrief> briefsNamed(Handle handle, PipelineName pipeline, Collection<String> externalIds) {
        return externalIds.isEmpty()
                ? List.of()
                : handle.attach(OutputDao.class).briefsNamed(pipeline, externalIds);
    }

    /// Those that pipelines gave this id, newest first: each pipeline has one at most.
    public List<OutputRow> named(Handle handle, List<PipelineName> pipelines, String externalId) {
        return pipelines.isEmpty() ? List.of() : handle.attach(OutputDao.class).findExternal(pipelines, externalId);
    }

    /// As [#find], through a handle alone.
    public static Optional<OutputRow> at(Handle handle, OutputId id) {
        return handle.attach(OutputDao.class).find(id);
    }

    /// Ids of outputs of the hours [from, to) that still have their text, in order of arrival. It passes over whatever
    /// else arrived meanwhile: for backfills, not for what happens often.
    ///
    /// @param afterId exclusive lower bound
    public static List<OutputId> withText(
            Handle handle, PipelineName pipeline, long fromHour, long toHour, String afterId, int limit) {
        return handle.attach(OutputDao.class).withText(pipeline, fromHour, toHour, afterId, limit);
    }

    /// Names the review of an output that has none yet, within the caller's transaction.
    ///
    /// @return false when it has one; nothing changed then
    public boolean giveReview(Handle transaction, OutputId id, ReviewId reviewId) {
        return transaction.attach(OutputDao.class).giveReview(id, reviewId) == 1;
    }

    /// Names another review of an output that has one, within the caller's transaction.
    ///
    /// @return false when it has another than the one to replace; nothing changed then
    public boolean replaceReview(Handle transaction, OutputId id, ReviewId before, ReviewId reviewId) {
        return transaction.attach(OutputDao.class).replaceReview(id, before, reviewId) == 1;
    }

    /// Clears bodies of outputs with ids in a range, a bounded number at once, lowest first. The facts stay.
    ///
    /// @param afterId exclusive lower bound
    /// @param beforeId exclusive upper bound
    /// @return the ids that were cleared; fewer than `limit` means that none is left
    public List<String> clearBodies(PipelineName pipeline, String afterId, String beforeId, int limit) {
        return database.writer()
                .withExtension(OutputDao.class, dao -> dao.clearBodies(pipeline, afterId, beforeId, limit));
    }
}
