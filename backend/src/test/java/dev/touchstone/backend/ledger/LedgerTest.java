package dev.touchstone.backend.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.LedgerFeature;
import dev.touchstone.backend.ledger.Verification.Broken;
import dev.touchstone.backend.ledger.Verification.Intact;
import dev.touchstone.backend.review.DecisionWitness;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final byte[] FORMER = {1};
    private static final byte[] NEXT = {2};

    private static void fill(Workbench bench) {
        fill(bench, bench.ledger, 5);
    }

    private static void fill(Workbench bench, Ledger ledger, int entries) {
        for (int i = 1; i <= entries; i++) {
            int number = i;
            bench.database
                    .writer()
                    .useTransaction(
                            tx -> ledger.append(tx, "alice", "did", "thing-" + number, null, Map.of("number", number)));
        }
    }

    private static void tamper(Workbench bench, String sql) {
        bench.database.writer().useHandle(handle -> handle.execute(sql));
    }

    private static Verification verify(Workbench bench) {
        return verify(bench, Workbench.LEDGER_KEYS, null);
    }

    private static Verification verify(Workbench bench, LedgerKeys keys, @Nullable Anchor expected) {
        return LedgerFeature.verifier(keys).verify(bench.database, expected);
    }

    @EveryDatabase
    void anUntouchedLedgerIsIntactAndContainsItsHeads(Workbench bench) {
        fill(bench);
        Anchor third = Anchor.parse("3:" + hash(bench, 3));

        assertThat(verify(bench)).isEqualTo(new Intact(5, 0, bench.ledger.head()));
        assertThat(verify(bench, Workbench.LEDGER_KEYS, third)).isInstanceOf(Intact.class);
        assertThat(verify(bench, Workbench.LEDGER_KEYS, Anchor.parse(third.hash())))
                .isInstanceOf(Intact.class);
        assertThat(verify(bench, Workbench.LEDGER_KEYS, Anchor.parse("2:" + third.hash())))
                .isInstanceOf(Broken.class);
    }

    private static String hash(Workbench bench, long seq) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT hash FROM ledger_entry WHERE seq = :seq")
                        .bind("seq", seq)
                        .mapTo(String.class)
                        .one());
    }

    @EveryDatabase
    void anyChangeIsFoundWhereItHappened(Workbench bench) {
        fill(bench);
        List<Map.Entry<String, String>> changesAndTheirReversals = List.of(
                Map.entry("actor = 'bob'", "actor = 'alice'"),
                Map.entry("before = ''", "before = NULL"),
                Map.entry("vouches = '[]'", "vouches = NULL"),
                Map.entry("at_ms = at_ms + 1", "at_ms = at_ms - 1"));
        for (Map.Entry<String, String> change : changesAndTheirReversals) {
            tamper(bench, "UPDATE ledger_entry SET " + change.getKey() + " WHERE seq = 3");
            assertThat(verify(bench)).as(change.getKey()).isEqualTo(new Broken(3, "its content was changed"));
            tamper(bench, "UPDATE ledger_entry SET " + change.getValue() + " WHERE seq = 3");
            assertThat(verify(bench)).isInstanceOf(Intact.class);
        }
        tamper(bench, "DELETE FROM ledger_entry WHERE seq = 4");
        assertThat(verify(bench)).isEqualTo(new Broken(4, "the row is missing"));
    }

    @EveryDatabase
    void anEndCutOffIsFoundByTheHeadsSignatureAndStaysFoundWhenTheServerGoesOn(Workbench bench) {
        fill(bench);

        tamper(bench, "DELETE FROM ledger_entry WHERE seq = 5");
        assertThat(verify(bench)).isEqualTo(new Broken(5, "rows are missing at the end"));
        tamper(
                bench,
                "UPDATE ledger_head SET seq = 4, hash = (SELECT hash FROM ledger_entry WHERE seq = 4),"
                        + " mac = (SELECT mac FROM ledger_entry WHERE seq = 4)");
        assertThat(verify(bench)).isInstanceOf(Broken.class);

        fill(bench);
        assertThat(verify(bench)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.seq()).isEqualTo(5);
            assertThat(broken.why()).contains("the head had been changed");
        });
    }

    @EveryDatabase
    void whoPutsAnOlderStateBackAsAWholeIsFoundByAHeadKeptElsewhereAlone(Workbench bench) {
        fill(bench);
        ChainHead older = head(bench);
        fill(bench);
        Anchor kept = bench.ledger.head();

        tamper(bench, "DELETE FROM ledger_entry WHERE seq > 5");
        bench.database.writer().useExtension(LedgerDao.class, dao -> dao.moveHead(older));

        assertThat(verify(bench)).isInstanceOf(Intact.class);
        assertThat(verify(bench, Workbench.LEDGER_KEYS, kept)).isInstanceOf(Broken.class);
    }

    private static ChainHead head(Workbench bench) {
        return bench.database.reader().withExtension(LedgerDao.class, LedgerDao::head);
    }

    @EveryDatabase
    void anEmptiedLedgerIsNotTakenForANewOne(Workbench bench) {
        fill(bench);

        tamper(bench, "DELETE FROM ledger_entry");
        tamper(bench, "UPDATE ledger_head SET seq = 0, hash = '', key_id = NULL, mac = NULL");
        assertThat(verify(bench)).isEqualTo(new Verification.Unsigned(0));

        fill(bench);
        assertThat(verify(bench))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.why()).contains("the head had been changed"));
    }

    @EveryDatabase
    void entriesFromBeforeTheFirstKeyStayVerifiableAndCannotBeAddedTo(Workbench bench) {
        OldChain.write(bench.database, 5);
        assertThat(verify(bench)).isEqualTo(new Verification.Unsigned(5));

        bench.ledger.begin(List.of());
        fill(bench);

        assertThat(verify(bench)).isEqualTo(new Intact(11, 5, bench.ledger.head()));
        tamper(bench, "UPDATE ledger_entry SET actor = 'bob' WHERE seq = 2");
        assertThat(verify(bench)).isEqualTo(new Broken(2, "its content was changed"));
        OldChain.redo(bench.database);
        assertThat(verify(bench)).isNotInstanceOf(Intact.class);
    }

    @EveryDatabase
    void decisionsFromBeforeTheFirstKeyAreCountedSoThatNoneCanBeAdded(Workbench bench) {
        bench.pipeline("support", "{}");
        decide(bench, "old");
        OldChain.redo(bench.database);

        Ledger upgraded = new Ledger(bench.database, bench.clock, Workbench.LEDGER_KEYS);
        upgraded.begin(List.of(new DecisionWitness()));
        decide(bench, "new");

        assertThat(verify(bench)).isEqualTo(new Intact(4, 2, bench.ledger.head()));
        tamper(
                bench,
                "INSERT INTO decision (id, review_id, pipeline, revision, action, reviewer, decided_at_ms, detail)"
                        + " SELECT 'forged', review_id, pipeline, 99, action, 'bob', 1, detail FROM decision LIMIT 1");
        assertThat(verify(bench)).isEqualTo(new Broken(4, "there are 3 rows of decision, and the entries know of 2"));
    }

    private static void decide(Workbench bench, String externalId) {
        bench.decisions.decide(
                bench.openReview(new PipelineName("support"), externalId),
                NewDecision.approve(Reviewer.of(new ReviewerId("ana")), 0, null),
                null);
    }

    @EveryDatabase
    void aLedgerOutlivesItsSecret(Workbench bench) {
        LedgerKeys former = LedgerKeys.of(FORMER);
        LedgerKeys both = LedgerKeys.of(NEXT, FORMER);
        LedgerKeys next = LedgerKeys.of(NEXT);
        fill(bench, new Ledger(bench.database, bench.clock, former), 3);
        assertThat(verify(bench, former, null)).isInstanceOf(Intact.class);
        assertThat(verify(bench, next, null)).isInstanceOf(Broken.class);
        Ledger stranger = new Ledger(bench.database, bench.clock, next);
        assertThatThrownBy(() -> fill(bench, stranger, 1))
                .hasMessageContaining("which no secret of this process makes");

        new Ledger(bench.database, bench.clock, both).begin(List.of());

        assertThat(verify(bench, both, null)).isInstanceOf(Intact.class);
        assertThat(verify(bench, next, null)).isInstanceOf(Intact.class);
        fill(bench, stranger, 1);
        assertThat(verify(bench, next, null)).isEqualTo(new Intact(5, 0, stranger.head()));
        tamper(bench, "UPDATE ledger_entry SET actor = 'bob' WHERE seq = 2");
        assertThat(verify(bench, next, null)).isEqualTo(new Broken(2, "its content was changed"));
    }

    @Test
    void aHeadIsReadBackAsItIsShown() {
        String hash = "0123456789abcdef".repeat(4);

        assertThat(Anchor.parse("7:" + hash)).hasToString("7:" + hash);
        assertThat(Anchor.parse(hash)).isEqualTo(new Anchor(null, hash));
        for (String wrong : List.of("", "7", "7:", ":" + hash, "x:" + hash, hash + "0", "-7:" + hash)) {
            assertThatThrownBy(() -> Anchor.parse(wrong)).as(wrong).hasMessageContaining("SEQ:HASH");
        }
    }
}
