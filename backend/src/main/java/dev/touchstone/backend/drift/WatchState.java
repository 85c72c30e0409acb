package dev.touchstone.backend.drift;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything a [Watch] knows, to be stored and gone on from.
///
/// @param fed audit reviews with a verdict so far
/// @param judged of those, how many the judge had seen
record WatchState(
        WatchRules rules,
        long fed,
        long judged,
        Map<String, Baseline> baselines,
        Map<String, Group> groups,
        @Nullable Canary canary) {}
