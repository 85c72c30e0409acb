package dev.touchstone.backend.ledger;

import dev.touchstone.api.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Takes texts out of entries that are written. Who did what to what, and when, stays, and so does the chain:
/// one signed entry at its end says which entries lost their texts, and what is left of each. Whoever changes
/// an entry without such an entry is found out as before.
public final class Redactor {
    /// The action of the entry that vouches for it.
    static final String ACTION = "ledger.redacted";

    private final Ledger ledger;

    public Redactor(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Takes before and after out of every entry about certain subjects, within the caller's transaction.
    ///
    /// @param actor whose work it is
    /// @param why what stands in their place: the id of whatever explains it
    /// @param subjects such as a review's id
    /// @param changed rows that entries vouched for and that changed by the same work, as they are now
    /// @return how many entries lost their texts
    public int redact(
            Handle transaction, String actor, String why, Collection<String> subjects, List<Vouched> changed) {
        LedgerDao dao = transaction.attach(LedgerDao.class);
        ChainHead head = dao.lockHead();
        List<LedgerEntry> found = subjects.isEmpty() ? List.of() : dao.withTexts(subjects, ACTION);
        if (found.isEmpty() && changed.isEmpty()) {
            return 0;
        }
        String left = Json.write(Map.of("erased", why));
        List<Redaction.Redacted> redacted = new ArrayList<>();
        for (LedgerEntry entry : found) {
            LedgerEntry bare = entry.without(left);
            redacted.add(new Redaction.Redacted(entry.seq(), entry.seal().hash(), bare.digest()));
        }
        long by = ledger.appended(transaction, actor, ACTION, why, null, new Redaction(redacted), changed);
        for (LedgerEntry entry : found) {
            LedgerEntry bare = entry.without(left);
            dao.redact(entry.seq(), bare.change().before(), bare.change().after(), by);
        }
        // The head was locked above, so that nobody wrote an entry about these subjects in between.
        if (by <= head.seq()) {
            throw new IllegalStateException("the chain did not grow");
        }
        return found.size();
    }
}
