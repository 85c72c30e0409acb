package dev.touchstone.backend.golden.search;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps a node's index up with the database, which other nodes write too. It reads items in the order of their ids,
/// and the last minute again each time: an id is made before its transaction ends, and clocks differ. Thread-safe.
final class IndexUpkeep {
    private static final int PAGE = 200;
    /// What a restart looks at again.
    private static final Duration AGAIN = Duration.ofMinutes(10);
    /// What every run looks at again.
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final Taken index;
    /// What the last minute brought is not indexed twice.
    private Set<String> recent = new HashSet<>();
    private long seenThrough;
    /// The pass that is not at its end; null between two.
    private @Nullable Pass under;
    private volatile boolean complete;

    /// @param complete whether there is nothing to take in
    IndexUpkeep(Database database, InstantSource clock, Taken index, boolean complete) {
        this.database = database;
        this.clock = clock;
        this.index = index;
        this.complete = complete;
    }

    /// Whether every item there was at the last look is in the index.
    boolean complete() {
        return complete;
    }

    /// A pass over what is new, which several runs may share.
    private static final class Pass {
        final long through;
        final long again;
        final String young;
        String after;
        int taken;
        final Set<String> seen = new HashSet<>();

        Pass(long through, long again, String after) {
            this.through = through;
            this.again = again;
            this.after = after;
            young = Ids.lowerBound(through);
        }
    }

    /// Forgets what was erased, down to the files.
    synchronized void forgetErased() {
        List<String> gone = database.reader().withExtension(SearchDao.class, SearchDao::erased);
        if (!gone.isEmpty()) {
            index.change(List.of(), gone);
            index.purge();
        }
    }

    /// Whether the last run ended before its time.
    synchronized boolean underWay() {
        return under != null;
    }

    /// Takes in all that is new. A run that finds nothing costs a few looks into indexes.
    ///
    /// @return how many items were taken in
    int catchUp() {
        return catchUp(Integer.MAX_VALUE);
    }

    /// Takes in what is new, so many pages of it; the next run goes on where this one ended, also when it ended with an
    /// exception.
    ///
    /// @return how many items were taken in
    synchronized int catchUp(int mostPages) {
        Pass pass = under == null ? begin() : under;
        under = pass;
        int before = pass.taken;
        for (int pages = 0; pages < mostPages; pages++) {
            if (!readPage(pass)) {
                end(pass);
                under = null;
                break;
            }
        }
        return pass.taken - before;
    }

    private Pass begin() {
        long now = clock.millis();
        // Looked up first: what is grouped meanwhile is read by the next pass.
        return new Pass(
                through(now, OVERLAP), through(now, AGAIN), Ids.lowerBound(Math.max(index.through(), seenThrough)));
    }

    private void end(Pass pass) {
        recent = pass.seen;
        seenThrough = pass.through;
        List<String> gone = database.reader().withExtension(SearchDao.class, SearchDao::erased);
        if (!gone.isEmpty()) {
            index.change(List.of(), gone);
        }
        if (pass.taken > 0 || pass.again - index.through() > AGAIN.toMillis()) {
            index.commit(pass.again);
        }
        complete = true;
    }

    /// @return whether there may be more
    private boolean readPage(Pass pass) {
        List<SearchDao.Text> page =
                database.reader().withExtension(SearchDao.class, dao -> dao.texts(pass.after, PAGE));
        List<SearchDao.Text> fresh =
                page.stream().filter(text -> !recent.contains(text.id())).toList();
        if (!fresh.isEmpty()) {
            index.change(fresh, List.of());
            pass.taken += fresh.size();
        }
        for (SearchDao.Text text : page) {
            pass.after = text.id();
            // Those behind it are read again by the next pass.
            if (pass.after.compareTo(pass.young) > 0) {
                pass.seen.add(pass.after);
            }
        }
        return page.size() == PAGE;
    }

    /// Up to where nothing is to come any more: not before what waits to be grouped, because it is passed over until
    /// then.
    private long through(long now, Duration overlap) {
        long settled = Math.max(0, now - overlap.toMillis());
        return database.reader()
                .withExtension(SearchDao.class, SearchDao::firstUngrouped)
                .map(id -> Math.min(settled, Math.max(0, Ids.millis(id) - 1)))
                .orElse(settled);
    }
}
