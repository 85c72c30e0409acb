package dev.touchstone.backend.output;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.ledger.Vouched;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Takes the texts of an output away, and the name its pipeline gave it. The facts that figures need stay.
public final class OutputErasure {
    private OutputErasure() {}

    /// The name that an erased output has from then on.
    static String nameOf(OutputId id) {
        return "erased:" + id;
    }

    /// Whether it was erased before.
    public static boolean erased(OutputRow row) {
        return row.body() == null && row.externalId().equals(nameOf(row.id()));
    }

    /// Takes the text alone, within the caller's transaction.
    public static void clear(Handle transaction, OutputId id) {
        transaction.attach(ErasedOutputDao.class).clear(id);
    }

    /// Takes text and name, within the caller's transaction. To repeat it changes nothing.
    ///
    /// @param nameKey a pseudonym of its external id, by which it is known should it be posted again
    /// @return what the ledger can vouch for now
    public static List<Vouched> erase(Handle transaction, OutputRow row, long nameKey) {
        if (erased(row)) {
            return List.of();
        }
        ErasedOutputDao dao = transaction.attach(ErasedOutputDao.class);
        dao.erase(row.id(), nameOf(row.id()));
        dao.remember(nameKey, row.id());
        dao.forgetSubjects(row.id());
        return Outputs.at(transaction, row.id()).map(OutputWitness::vouch).orElse(List.of());
    }

    /// Outputs whose names are among these pseudonyms. While nothing was ever erased it costs a look at an empty table.
    ///
    /// @return by pseudonym
    public static Map<Long, OutputId> known(Handle handle, Collection<Long> nameKeys) {
        Map<Long, OutputId> known = new HashMap<>();
        if (any(handle)) {
            handle.attach(ErasedOutputDao.class)
                    .known(nameKeys)
                    .forEach(name -> known.put(name.nameKey(), name.outputId()));
        }
        return known;
    }

    /// Outputs of a subject, oldest first.
    ///
    /// @param after exclusive lower bound
    public static List<OutputId> of(Handle handle, long subjectKey, String after, int limit) {
        return handle.attach(ErasedOutputDao.class).ofSubject(subjectKey, after, limit);
    }

    /// Which of some outputs are erased. While nothing was ever erased it costs a look at an empty table.
    public static List<OutputId> erased(Handle handle, Collection<OutputId> ids) {
        return ids.isEmpty() || !any(handle)
                ? List.of()
                : handle.attach(ErasedOutputDao.class).erased(ids);
    }

    /// Which of some outputs still have their texts, in the order of the ids.
    public static List<OutputId> stillThere(Handle handle, Collection<OutputId> ids) {
        return ids.isEmpty() ? List.of() : handle.attach(ErasedOutputDao.class).stillThere(ids);
    }

    private static boolean any(Handle handle) {
        return handle.select("SELECT 1 FROM output_erased LIMIT 1")
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /// Which of some outputs the index has under a subject.
    public static List<OutputId> indexed(Handle handle, long subjectKey, List<OutputId> ids) {
        return ids.isEmpty() ? List.of() : handle.attach(ErasedOutputDao.class).noted(subjectKey, ids);
    }

    /// Outputs that still have their texts, oldest first, a few at a time.
    ///
    /// @param after exclusive lower bound of their ids
    /// @param before exclusive upper bound
    public static List<OutputRow> withTexts(
            Handle handle, PipelineName pipeline, String after, String before, int limit) {
        return handle.attach(ErasedOutputDao.class).withTexts(pipeline, after, before, limit);
    }

    /// Notes that outputs are found by these pseudonyms from now on, unless they are already.
    public static void begin(Handle transaction, SubjectKeys keys, long nowMs) {
        transaction.attach(ErasedOutputDao.class).begin(fingerprint(keys), nowMs);
    }

    /// Since when outputs are found by these pseudonyms, in epoch milliseconds: those from before were noted under
    /// others.
    public static long since(Handle handle, SubjectKeys keys) {
        return handle.attach(ErasedOutputDao.class).since(fingerprint(keys)).orElse(Long.MAX_VALUE);
    }

    private static long fingerprint(SubjectKeys keys) {
        return keys.of("fingerprint", "subjects");
    }
}
