package dev.touchstone.backend.golden.group;

import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.stats.sampling.SamplingKey;

/// Which side a group is on: a keyed hash of it, so that nobody can choose where an item goes.
public final class SplitKey {
    private final SamplingKey key;

    public SplitKey(SamplingKey key) {
        this.key = key;
    }

    GoldenSplit of(String groupId, GoldenRules.Shares shares) {
        double u = key.of(groupId);
        if (u < shares.train()) {
            return GoldenSplit.TRAIN;
        }
        return u < shares.train() + shares.dev() ? GoldenSplit.DEV : GoldenSplit.TEST;
    }
}
