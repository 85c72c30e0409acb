package dev.touchstone.backend.ledger;

import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends to the ledger. An entry is written in the transaction of what it records: either both are there or neither
/// is. Appending locks the head of the chain, so audited transactions follow one another; intake is not audited row by
/// row. Who finds the head changed by somebody without the key says so in the chain, for ever. Thread-safe.
public final class Ledger {
    /// From here on entries are signed. `after` counts the rows that nobody vouched for before.
    static final String KEYED = "ledger.keyed";
    /// From here on another key signs.
    static final String REKEYED = "ledger.rekeyed";
    /// The head was not the one that was signed last.
    static final String HEAD_CHANGED = "ledger.head-changed";

    private static final Logger log = LoggerFactory.getLogger(Ledger.class);
    private static final String ACTOR = "server";

    private final Database database;
    private final InstantSource clock;
    private final LedgerKeys keys;
    private volatile boolean keyed;

    public Ledger(Database database, InstantSource clock, LedgerKeys keys) {
        this.database = database;
        this.clock = clock;
        this.keys = keys;
    }

    /// Puts a ledger that has no key yet, or a former one, under the key in force.
    ///
    /// @param witnesses who can count the rows that no entry vouches for yet
    public void begin(List<Witness> witnesses) {
        database.writer().useTransaction(transaction -> {
            ChainHead head = transaction.attach(LedgerDao.class).lockHead();
            if (!head.keyed() && !keyed) {
                if (head.seq() > 0) {
                    log.warn(
                            "the ledger had no key until now; its entries so far count as found entries={}",
                            head.seq());
                }
                Map<String, Long> rows = new TreeMap<>();
                witnesses.forEach(one -> one.rows(transaction).ifPresent(count -> rows.put(one.table(), count)));
                append(transaction, ACTOR, KEYED, keys.signing().id(), null, rows);
            } else if (!keys.signing().id().equals(head.keyId())) {
                append(transaction, ACTOR, REKEYED, keys.signing().id(), head.keyId(), null);
            }
        });
    }

    /// Appends within the caller's transaction.
    ///
    /// @param before the state before, written as JSON; null when there was none
    /// @param after the state after, written as JSON; null when there is none
    public void append(
            Handle transaction,
            String actor,
            String action,
            String subject,
            @Nullable Object before,
            @Nullable Object after) {
        append(transaction, actor, action, subject, before, after, List.of());
    }

    /// Appends an entry that vouches for rows: from now on they must stay what they are.
    ///
    /// @throws IllegalStateException when the ledger is under a key that is not among ours
    public void append(
            Handle transaction,
            String actor,
            String action,
            String subject,
            @Nullable Object before,
            @Nullable Object after,
            List<Vouched> rows) {
        long unused = appended(transaction, actor, action, subject, before, after, rows);
    }

    /// The same.
    ///
    /// @return where it stands in the chain
    long appended(
            Handle transaction,
            String actor,
            String action,
            String subject,
            @Nullable Object before,
            @Nullable Object after,
            List<Vouched> rows) {
        LedgerDao dao = transaction.attach(LedgerDao.class);
        ChainHead head = dao.lockHead();
        if (!trusted(head)) {
            head = markChangedHead(dao, head);
        }
        ChainHead next = write(
                dao,
                head,
                actor,
                action,
                subject,
                before == null ? null : Json.write(before),
                after == null ? null : Json.write(after),
                rows.isEmpty() ? null : Json.write(rows));
        keyed = true;
        return next.seq();
    }

    /// Where the chain ends, to be kept elsewhere.
    public Anchor head() {
        ChainHead head = database.reader().withExtension(LedgerDao.class, LedgerDao::head);
        return new Anchor(head.seq(), head.hash());
    }

    /// A head without a MAC is that of a ledger from before there were keys, unless we have seen one with.
    private boolean trusted(ChainHead head) {
        if (!head.keyed()) {
            return !keyed;
        }
        LedgerKey key = keys.named(head.keyId())
                .orElseThrow(() -> new IllegalStateException("the ledger is under the key " + head.keyId()
                        + ", which no secret of this process makes; start it with the secret in force"));
        return head.signedBy(key);
    }

    /// To go on without a word would sign what somebody has left of the chain.
    private ChainHead markChangedHead(LedgerDao dao, ChainHead found) {
        log.error(
                "the ledger's head was changed by somebody who has no key seq={}; see docs/operations.md", found.seq());
        List<ChainHead> last = dao.last();
        ChainHead end = last.isEmpty() ? new ChainHead(0, "", null, null) : last.getFirst();
        return write(dao, end, ACTOR, HEAD_CHANGED, found.seq() + ":" + found.hash(), null, null, null);
    }

    private ChainHead write(
            LedgerDao dao,
            ChainHead head,
            String actor,
            String action,
            String subject,
            @Nullable String before,
            @Nullable String after,
            @Nullable String vouches) {
        LedgerKey key = keys.signing();
        LedgerEntry entry = new LedgerEntry(
                        head.seq() + 1,
                        clock.millis(),
                        new LedgerEntry.Act(actor, action, subject),
                        new LedgerEntry.Change(before, after, vouches),
                        new LedgerEntry.Seal(null, head.hash(), "", null),
                        null)
                .chained(key);
        ChainHead next = ChainHead.signed(entry.seq(), entry.seal().hash(), key);
        dao.insert(entry);
        dao.moveHead(next);
        return next;
    }
}
