package dev.touchstone.backend.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.store.Dialect;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;

/// Whoever may write every table but has no key, seven ways, many times. Each is taken back before the next.
class LedgerTamperingTest {
    private static final long SEED = 20_261_130;
    private static final int DECISIONS = 12;

    /// One attack: what it did, for when it goes unnoticed.
    private interface Attack {
        String on(Handle tx, Random random);
    }

    private record Kind(String name, Attack attack) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("an entry changed", LedgerTamperingTest::changeEntry),
            new Kind("an entry deleted", LedgerTamperingTest::deleteEntry),
            new Kind("entries reordered", LedgerTamperingTest::reorder),
            new Kind("the tail cut and the head moved", LedgerTamperingTest::cutTail),
            new Kind("the whole chain redone", LedgerTamperingTest::redo),
            new Kind("the ledger emptied", LedgerTamperingTest::empty),
            new Kind("a decision or output changed", LedgerTamperingTest::changeRow));

    @EveryDatabase
    void everyTamperingIsNoticed(Workbench bench) {
        fill(bench);
        LedgerVerifier verifier = LedgerFeature.verifier(Workbench.LEDGER_KEYS);
        assertThat(verifier.verify(bench.database, null)).isInstanceOf(Verification.Intact.class);
        int rounds = bench.database.dialect() == Dialect.SQLITE ? 1001 : 210;
        Random random = new Random(SEED);
        List<String> unnoticed = new ArrayList<>();

        for (int round = 0; round < rounds; round++) {
            Kind kind = KINDS.get(round % KINDS.size());
            bench.database.writer().useHandle(handle -> {
                handle.begin();
                String done = kind.attack().on(handle, random);
                if (verifier.verify(handle, null) instanceof Verification.Intact) {
                    unnoticed.add(kind.name() + ": " + done);
                }
                handle.rollback();
            });
        }

        assertThat(unnoticed).as("of " + rounds).isEmpty();
        assertThat(verifier.verify(bench.database, null))
                .as("all of it was taken back")
                .isInstanceOf(Verification.Intact.class);
    }

    /// The same while the server goes on: what it signs afterwards must not cover what was done before.
    @EveryDatabase
    void nothingIsWashedCleanByTheEntriesThatFollow(Workbench bench) {
        fill(bench);
        LedgerVerifier verifier = LedgerFeature.verifier(Workbench.LEDGER_KEYS);
        Random random = new Random(SEED);
        List<String> unnoticed = new ArrayList<>();

        for (int round = 0; round < 70; round++) {
            Kind kind = KINDS.get(round % KINDS.size());
            bench.database.writer().useHandle(handle -> {
                handle.begin();
                String done = kind.attack().on(handle, random);
                if (goesOn(bench.ledger, handle) && verifier.verify(handle, null) instanceof Verification.Intact) {
                    unnoticed.add(kind.name() + ": " + done);
                }
                handle.rollback();
            });
        }

        assertThat(unnoticed).isEmpty();
    }

    /// Whether the server takes what it finds for its own ledger.
    private static boolean goesOn(Ledger ledger, Handle handle) {
        try {
            ledger.append(handle, "alice", "did", "thing", null, null);
            ledger.append(handle, "alice", "did", "thing", null, null);
            return true;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("which no secret of this process makes");
            return false;
        }
    }

    private static void fill(Workbench bench) {
        bench.ledger.begin(List.of());
        bench.pipeline("support", "{}");
        for (int i = 0; i < DECISIONS; i++) {
            Reviewer reviewer = new Reviewer(new ReviewerId("slack:U" + i % 3), "Ann");
            ReviewId review = bench.openReview(new PipelineName("support"), "answer-" + i);
            bench.decisions.decide(
                    review,
                    i % 2 == 0
                            ? NewDecision.approve(reviewer, 0, null)
                            : NewDecision.reject(reviewer, 0, "wrong", null, null),
                    "key-" + i);
            if (i % 5 == 0) {
                bench.decisions.undo(review, new UndoRequest(reviewer, 1, "a slip"), null);
            }
        }
    }

    private static long last(Handle tx) {
        return tx.createQuery("SELECT MAX(seq) FROM ledger_entry")
                .mapTo(Long.class)
                .one();
    }

    private static long any(Handle tx, Random random) {
        return 1 + random.nextLong(last(tx));
    }

    private static String execute(Handle tx, String sql) {
        assertThat(tx.execute(sql)).as(sql).isPositive();
        return sql;
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String changeEntry(Handle tx, Random random) {
        String change = one(
                List.of(
                        "at_ms = at_ms + 1",
                        "actor = actor || '2'",
                        "action = action || '2'",
                        "subject = 'x'",
                        "before = COALESCE(before, '') || ' '",
                        "after = COALESCE(after, '') || ' '",
                        "vouches = CASE WHEN vouches IS NULL THEN '[]' ELSE NULL END",
                        "key_id = NULL",
                        "key_id = '0000000000000000'",
                        "prev_hash = hash",
                        "hash = mac",
                        "mac = hash",
                        "mac = NULL"),
                random);
        return execute(tx, "UPDATE ledger_entry SET " + change + " WHERE seq = " + any(tx, random));
    }

    private static String deleteEntry(Handle tx, Random random) {
        return execute(tx, "DELETE FROM ledger_entry WHERE seq = " + any(tx, random));
    }

    private static String reorder(Handle tx, Random random) {
        long first = any(tx, random);
        long second = any(tx, random);
        if (first == second) {
            second = first == last(tx) ? first - 1 : first + 1;
        }
        execute(tx, "UPDATE ledger_entry SET seq = -1 WHERE seq = " + first);
        execute(tx, "UPDATE ledger_entry SET seq = " + first + " WHERE seq = " + second);
        execute(tx, "UPDATE ledger_entry SET seq = " + second + " WHERE seq = -1");
        return first + " and " + second;
    }

    private static String cutTail(Handle tx, Random random) {
        long keep = random.nextLong(1, last(tx));
        execute(tx, "DELETE FROM ledger_entry WHERE seq > " + keep);
        String mac = one(
                List.of(
                        "mac",
                        "NULL",
                        "(SELECT mac FROM ledger_entry WHERE seq = " + keep + ")",
                        "(SELECT hash FROM ledger_entry WHERE seq = " + keep + ")"),
                random);
        if (random.nextBoolean()) {
            // Decisions go with their entries, so that only the head can tell.
            tx.execute("UPDATE review SET decision_id = NULL");
            tx.execute("DELETE FROM decision WHERE decided_at_ms >= 0");
        }
        return execute(
                tx,
                "UPDATE ledger_head SET seq = " + keep + ", hash = (SELECT hash FROM ledger_entry WHERE seq = " + keep
                        + "), mac = " + mac);
    }

    private static String redo(Handle tx, Random random) {
        List<LedgerEntry> entries = tx.attach(LedgerDao.class).page(0, 100_000);
        LedgerEntry changed = one(entries, random);
        execute(tx, "UPDATE ledger_entry SET actor = 'mallory' WHERE seq = " + changed.seq());
        if (random.nextBoolean()) {
            OldChain.redo(tx);
            return "without a key";
        }
        boolean underOurName = random.nextBoolean();
        OldChain.redoUnder(tx, new LedgerKey(new byte[] {(byte) random.nextInt()}), underOurName);
        return "under another key, named as ours: " + underOurName;
    }

    private static String empty(Handle tx, Random random) {
        execute(tx, "DELETE FROM ledger_entry");
        String mac = random.nextBoolean() ? ", key_id = NULL, mac = NULL" : "";
        return execute(tx, "UPDATE ledger_head SET seq = 0, hash = ''" + mac);
    }

    private static String changeRow(Handle tx, Random random) {
        if (random.nextBoolean()) {
            String id = one(ids(tx, "SELECT id FROM decision"), random);
            String change = one(
                    List.of(
                            "action = action || 'x'",
                            "pipeline = 'other'",
                            "revision = revision + 100",
                            "reviewer = 'slack:U99'",
                            "reviewer_name = COALESCE(reviewer_name, '') || 'x'",
                            "decided_at_ms = decided_at_ms - 1",
                            "reason = COALESCE(reason, '') || 'x'",
                            "seconds = COALESCE(seconds, 0) + 0.5",
                            "detail = detail || ' '",
                            "outcomes = COALESCE(outcomes, '') || 'x'",
                            "request_key = COALESCE(request_key, '') || 'x'"),
                    random);
            return execute(tx, "UPDATE decision SET " + change + " WHERE id = '" + id + "'");
        }
        String id = one(ids(tx, "SELECT r.output_id FROM review r JOIN decision d ON d.review_id = r.id"), random);
        String change = one(
                List.of(
                        "pipeline = 'other'",
                        "external_id = external_id || 'x'",
                        "body_hash = body_hash || 'x'",
                        "received_at_ms = received_at_ms + 1",
                        "hour = hour + 1",
                        "policy_version = policy_version + 1",
                        "stratum = stratum || 'x'",
                        "model = model || 'x'",
                        "prompt_version = prompt_version || 'x'",
                        "confidence = confidence + 0.1",
                        "u = u / 2",
                        "pi = pi / 2",
                        "audit_rate = audit_rate + 0.1",
                        "route = route || 'x'",
                        "reasons = reasons || 'x'",
                        "body = body || ' '"),
                random);
        return execute(tx, "UPDATE output SET " + change + " WHERE id = '" + id + "'");
    }

    private static List<String> ids(Handle tx, String sql) {
        return tx.createQuery(sql + " ORDER BY 1").mapTo(String.class).list();
    }
}
