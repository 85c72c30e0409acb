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
    private static final int MOST_LOOKED_AT = 20_000;
    private static final int STEP = 1_000;
    private static final int MOST_COUNTED = 1_000;

    private final Database database;
    private final int mostLookedAt;
    private final int step;

    public DecisionSearch(Database database) {
        this(database, MOST_LOOKED_AT, STEP);
    }

    /// @param mostLookedAt how many decisions one page looks at
    /// @param step how many of them at once
    DecisionSearch(Database database, int mostLookedAt, int step) {
        this.database = database;
        this.mostLookedAt = mostLookedAt;
        this.step = step;
    }

    /// One page.
    ///
    /// @param beforeId the id that the page before ended with; the bound of the search for the first
    DecisionPage page(WantedDecisions wanted, String beforeId, int limit, boolean total) {
        return database.reader().withHandle(handle -> {
            Taken taken = take(handle, wanted, beforeId, limit);
            return new DecisionPage(
                    read(handle, taken.found),
                    taken.end,
                    taken.end == null ? null : Instant.ofEpochMilli(Ids.millis(taken.end)),
                    total ? count(handle, wanted, beforeId) : null);
        });
    }

    /// What a page holds, and the id it ended with; null when everything was looked at.
    private static final class Taken {
        private final List<DecisionWalk.Found> found = new ArrayList<>();
        private long bytes;
        private @Nullable String end;
    }

    private Taken take(Handle handle, WantedDecisions wanted, String beforeId, int limit) {
        Taken taken = new Taken();
        taken.end = beforeId;
        for (int looked = 0; looked < mostLookedAt && taken.end != null; looked += step) {
            DecisionWalk.Step walked = DecisionWalk.step(handle, wanted, taken.end, step);
            List<DecisionWalk.Found> next =
                    walked.found().subList(0, Math.min(walked.found().size(), limit - taken.found.size() + 1));
            Map<String, Long> sizes = Decisions.sizes(
                    handle, next.stream().map(DecisionWalk.Found::id).toList());
            for (DecisionWalk.Found one : next) {
                if (taken.found.size() == limit || taken.bytes > PageBytes.MOST) {
                    return taken;
                }
                taken.found.add(one);
                taken.bytes += sizes.getOrDefault(one.id(), 0L);
                taken.end = one.id();
            }
            taken.end = walked.last();
        }
        return taken;
    }

    private DecisionPage.Total count(Handle handle, WantedDecisions wanted, String beforeId) {
        int count = 0;
        String end = beforeId;
        for (int looked = 0; looked < mostLookedAt && end != null && count < MOST_COUNTED; looked += step) {
            DecisionWalk.Step walked = DecisionWalk.step(handle, wanted, end, step);
            count += walked.found().size();
            end = walked.last();
        }
        return new DecisionPage.Total(Math.min(count, MOST_COUNTED), end != null || count > MOST_COUNTED);
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
