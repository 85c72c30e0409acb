package dev.touchstone.backend.drift.watch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything a [Watch] knows, to be stored and gone on from.
///
/// @param form of this record; another version of the program may have written another
/// @param fed audit reviews with a verdict so far
/// @param judged of those, how many the judge had seen
/// @param labels how far rejections speak of attributes
record WatchState(
        int form,
        WatchRules rules,
        long fed,
        long judged,
        Map<String, Baseline> baselines,
        Map<String, Group> groups,
        Labels labels,
        @Nullable Canary canary) {
    /// What is written now.
    static final int FORM = 3;
}
