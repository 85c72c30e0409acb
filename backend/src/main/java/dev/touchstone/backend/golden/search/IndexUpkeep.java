package dev.touchstone.backend.golden.search;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /// Takes in what is new. A run that finds nothing costs a few looks into indexes.
    ///
    /// @return how many items were taken in
    synchronized int catchUp() {
        long now = clock.millis();
        // Looked up first: what is grouped meanwhile is read by the next run.
        long through = through(now, OVERLAP);
        long again = through(now, AGAIN);
        int taken = read(Ids.lowerBound(Math.max(index.through(), seenThrough)), Ids.lowerBound(through));
        seenThrough = through;
        List<String> gone = database.reader().withExtension(SearchDao.class, SearchDao::erased);
        if (!gone.isEmpty()) {
            index.change(List.of(), gone);
        }
        if (taken > 0 || again - index.through() > AGAIN.toMillis()) {
            index.commit(again);
        }
        complete = true;
        return taken;
    }

    /// @param young ids behind it are read again by the next run
    private int read(String from, String young) {
        Set<String> seen = new HashSet<>();
        int taken = 0;
        String after = from;
        List<SearchDao.Text> page;
        do {
            String begin = after;
            page = database.reader().withExtension(SearchDao.class, dao -> dao.texts(begin, PAGE));
            List<SearchDao.Text> fresh =
                    page.stream().filter(text -> !recent.contains(text.id())).toList();
            if (!fresh.isEmpty()) {
                index.change(fresh, List.of());
                taken += fresh.size();
            }
            for (SearchDao.Text text : page) {
                after = text.id();
                if (after.compareTo(young) > 0) {
                    seen.add(after);
                }
            }
        } while (page.size() == PAGE);
        recent = seen;
        return taken;
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
