package dev.touchstone.backend.review.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What both searches have in common: they walk from the newest back, some at a time, and one page looks at so many and
/// no more.
///
/// @param mostLookedAt how many one page looks at
/// @param step how many of them at once
record SearchWalk(int mostLookedAt, int step) {
    static final SearchWalk USUAL = new SearchWalk(20_000, 1_000);
    private static final int MOST_COUNTED = 1_000;

    /// What one step came to.
    ///
    /// @param found newest first
    /// @param last the oldest id that was looked at, to go on before; null when nothing is left
    record Step<T>(List<T> found, @Nullable String last) {}

    interface Steps<T> {
        /// @param beforeId exclusive upper bound
        Step<T> step(String beforeId, int rows);
    }

    /// A page that is being filled.
    interface Basket<T> {
        boolean full();

        /// @return the id of what was put in
        String put(T one);
    }

    /// @param more whether there are more than were counted
    record Counted(int count, boolean more) {}

    /// Fills a page.
    ///
    /// @return the id that it ended with, to go on before; null when everything was looked at
    <T> @Nullable String fill(String beforeId, Steps<T> steps, Basket<T> basket) {
        @Nullable String end = beforeId;
        for (int looked = 0; looked < mostLookedAt && end != null; looked += step) {
            Step<T> walked = steps.step(end, step);
            for (T one : walked.found()) {
                if (basket.full()) {
                    return end;
                }
                end = basket.put(one);
            }
            end = walked.last();
        }
        return end;
    }

    <T> Counted count(String beforeId, Steps<T> steps) {
        int count = 0;
        @Nullable String end = beforeId;
        for (int looked = 0; looked < mostLookedAt && end != null && count < MOST_COUNTED; looked += step) {
            Step<T> walked = steps.step(end, step);
            count += walked.found().size();
            end = walked.last();
        }
        return new Counted(Math.min(count, MOST_COUNTED), end != null || count > MOST_COUNTED);
    }
}
