package dev.touchstone.backend.golden.dataset;

import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.golden.admission.GoldenAdmission;
import dev.touchstone.backend.golden.group.Grouping;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Freezes versions. What belongs to one is fixed in a single transaction, together with the sides of its groups; its
/// members are then written some at a time, so that nobody waits for a hundred thousand rows, and the last transaction
/// gives it a number. A version without a number is nobody's: what a killed process left of one is cleared away.
public final class Freezing {
    private static final int TOGETHER = 1_000;
    /// No freezing takes so long that it could still be at work.
    private static final Duration ABANDONED = Duration.ofHours(2);

    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Ledger ledger;
    private final GoldenAdmission admission;
    private final Grouping grouping;
    private final Runnable settled;

    /// @param settled has what was decided before looked at by what it means
    public Freezing(
            Database database,
            Ids ids,
            InstantSource clock,
            Ledger ledger,
            GoldenAdmission admission,
            Grouping grouping,
            Runnable settled) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.ledger = ledger;
        this.admission = admission;
        this.grouping = grouping;
        this.settled = settled;
    }

    /// Freezes what the dataset's rule names now; all that was decided before is looked at.
    ///
    /// @param by who, when the request does not name anybody
    public DatasetVersion freeze(String dataset, NewVersion asked, String by) {
        int admitted = admission.catchUp();
        int grouped = grouping.catchUp();
        settled.run();
        Begun begun = database.writer().inTransaction(tx -> {
            grouping.holdStill(tx);
            DatasetDao dao = tx.attach(DatasetDao.class);
            DatasetRule rule = dao.find(dataset)
                    .orElseThrow(() -> Datasets.unknown(dataset))
                    .parsedRule();
            VersionSelection selection = new VersionSelection(
                    rule,
                    dao.candidates(
                            rule.pipelines(),
                            rule.states().stream().map(GoldenState::wire).toList()));
            grouping.release(tx, selection.groups());
            FrozenRow version = new FrozenRow(
                    ids.next(),
                    dataset,
                    null,
                    selection.root(),
                    Json.write(rule),
                    Json.write(selection.counts()),
                    null,
                    asked.why(),
                    clock.millis(),
                    who(asked, by));
            tx.attach(FrozenDao.class).begin(version);
            return new Begun(version, selection.rows(version.id()));
        });
        return finish(begun);
    }

    /// Freezes the items of an earlier version again, as they were.
    ///
    /// @param number of the earlier version
    public DatasetVersion restore(String dataset, int number, NewVersion asked, String by) {
        Begun begun = database.writer().inTransaction(tx -> {
            FrozenDao dao = tx.attach(FrozenDao.class);
            FrozenRow earlier = dao.find(dataset, number).orElseThrow(() -> Versions.unknown(dataset, number));
            FrozenRow version = new FrozenRow(
                    ids.next(),
                    dataset,
                    null,
                    earlier.root(),
                    earlier.rule(),
                    earlier.counts(),
                    number,
                    asked.why(),
                    clock.millis(),
                    who(asked, by));
            dao.begin(version);
            return new Begun(version, again(version.id(), dao.membersOf(earlier.id())));
        });
        return finish(begun);
    }

    private record Begun(FrozenRow version, List<MemberRow> members) {}

    private static String who(NewVersion asked, String by) {
        return asked.by() == null ? by : asked.by().id().value();
    }

    private static List<MemberRow> again(String versionId, List<MemberRow> members) {
        List<MemberRow> rows = new ArrayList<>(members.size());
        for (MemberRow member : members) {
            rows.add(new MemberRow(
                    versionId,
                    member.seq(),
                    member.itemId(),
                    member.hash(),
                    member.split(),
                    member.groupId(),
                    member.weight(),
                    member.bytes()));
        }
        return rows;
    }

    private DatasetVersion finish(Begun begun) {
        List<MemberRow> members = begun.members();
        for (int from = 0; from < members.size(); from += TOGETHER) {
            List<MemberRow> some = members.subList(from, Math.min(members.size(), from + TOGETHER));
            database.writer().useTransaction(tx -> {
                int[] unused = tx.attach(FrozenDao.class).members(some);
            });
        }
        return database.writer().inTransaction(tx -> number(tx, begun.version()));
    }

    private DatasetVersion number(Handle tx, FrozenRow version) {
        // Two that finish at once get two numbers.
        @Nullable
        String held = tx.attach(DatasetDao.class).hold(version.dataset()).orElse(null);
        if (held == null) {
            throw Datasets.unknown(version.dataset());
        }
        FrozenDao dao = tx.attach(FrozenDao.class);
        if (dao.finish(version.id(), version.dataset()) == 0) {
            throw new IllegalStateException("the version " + version.id() + " was cleared away while it was made");
        }
        DatasetVersion frozen = dao.byId(version.id()).wire(0);
        ledger.append(
                tx,
                version.createdBy(),
                "dataset.frozen",
                version.dataset(),
                null,
                Map.of(
                        "number", frozen.number(),
                        "root", frozen.root(),
                        "items", frozen.counts().items(),
                        "why", frozen.why() == null ? "" : frozen.why()));
        return frozen;
    }

    /// Clears away what was begun long ago and never finished.
    public void clearAbandoned() {
        long before = clock.instant().minus(ABANDONED).toEpochMilli();
        List<String> abandoned = database.reader().withExtension(FrozenDao.class, dao -> dao.unfinished(before));
        for (String id : abandoned) {
            database.writer().useTransaction(tx -> {
                FrozenDao dao = tx.attach(FrozenDao.class);
                int members = dao.dropMembers(id);
                int versions = dao.drop(id);
            });
        }
    }
}
