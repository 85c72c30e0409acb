package dev.touchstone.backend.review.search;

import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionPage;
import dev.touchstone.api.review.FoundDecision;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.review.Decisions;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import dev.touchstone.backend.store.PageBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Finds decisions, newest first, as [OutputSearch] finds outputs: a page looks at so many and no more. Thread-safe.
public final class DecisionSearch {
    private final Database database;
    private final SearchWalk walk;

    public DecisionSearch(Database database) {
        this(database, SearchWalk.USUAL);
    }

    DecisionSearch(Database database, SearchWalk walk) {
        this.database = database;
        this.walk = walk;
    }

    /// One page.
    ///
    /// @param beforeId the id that the page before ended with; the bound of the search for the first
    DecisionPage page(WantedDecisions wanted, String beforeId, int limit, boolean total) {
        return database.reader().withHandle(handle -> {
            Taken taken = new Taken(limit);
            @Nullable
            String end = walk.fill(beforeId, (before, rows) -> sized(handle, wanted, before, rows, limit + 1), taken);
            return new DecisionPage(
                    read(handle, taken.found),
                    end,
                    end == null ? null : Instant.ofEpochMilli(Ids.millis(end)),
                    total ? count(handle, wanted, beforeId) : null);
        });
    }

    /// @param bytes how many it takes
    private record Sized(DecisionWalk.Found found, long bytes) {}

    /// What a page holds.
    private static final class Taken implements SearchWalk.Basket<Sized> {
        private final int limit;
        private final List<DecisionWalk.Found> found = new ArrayList<>();
        private long bytes;

        private Taken(int limit) {
            this.limit = limit;
        }

        @Override
        public boolean full() {
            return found.size() == limit || bytes > PageBytes.MOST;
        }

        @Override
        public String put(Sized one) {
            found.add(one.found());
            bytes += one.bytes();
            return one.found().id();
        }
    }

    /// @param most as many as a page can take, and one to see that there are more
    private static SearchWalk.Step<Sized> sized(
            Handle handle, WantedDecisions wanted, String beforeId, int rows, int most) {
        SearchWalk.Step<DecisionWalk.Found> walked = DecisionWalk.step(handle, wanted, beforeId, rows);
        List<DecisionWalk.Found> next =
                walked.found().subList(0, Math.min(walked.found().size(), most));
        Map<String, Long> sizes = Decisions.sizes(
                handle, next.stream().map(DecisionWalk.Found::id).toList());
        return new SearchWalk.Step<>(
                next.stream()
                        .map(one -> new Sized(one, sizes.getOrDefault(one.id(), 0L)))
                        .toList(),
                walked.last());
    }

    private DecisionPage.Total count(Handle handle, WantedDecisions wanted, String beforeId) {
        SearchWalk.Counted counted =
                walk.count(beforeId, (before, rows) -> DecisionWalk.step(handle, wanted, before, rows));
        return new DecisionPage.Total(counted.count(), counted.more());
    }

    private static List<FoundDecision> read(Handle handle, List<DecisionWalk.Found> found) {
        Map<String, DecisionWalk.Found> byId =
                found.stream().collect(Collectors.toMap(DecisionWalk.Found::id, Function.identity()));
        return Decisions.read(handle, found.stream().map(DecisionWalk.Found::id).toList()).stream()
                .map(decision -> wire(decision, byId))
                .toList();
    }

    private static FoundDecision wire(Decision decision, Map<String, DecisionWalk.Found> byId) {
        DecisionWalk.Found found = Objects.requireNonNull(byId.get(decision.id()));
        DecisionWalk.About about = found.about();
        return new FoundDecision(
                decision,
                found.inForce(),
                found.pipeline(),
                about.outputId(),
                about.externalId(),
                about.model(),
                about.promptVersion(),
                about.stratum(),
                RouteTaken.parse(about.reasons()));
    }
}
