package dev.touchstone.backend.quality.threshold;

import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.stats.confidence.ScoredOutput;
import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The equal-probability audits whose items are kept for tests, in the order in which they came. Sides are
/// drawn by a hash that knows no verdict, so that those of one side are as good as all. An audit without an
/// item (overdue, or nothing the policy keeps) would be missing from both sides: so many of them as the
/// test side's share are taken into it, as wrong. Pure.
record TestSide(List<Audit> audits) {
    /// Chosen by their ids alone.
    private static final SamplingKey SIDE = new SamplingKey("test side".getBytes(StandardCharsets.UTF_8));

    TestSide {
        audits = List.copyOf(audits);
    }

    /// The item of an audited output.
    ///
    /// @param split its side; null while it has none
    record Item(
            String outputId,
            String itemId,
            String inputId,
            String targetHash,
            String kind,
            @Nullable String split) {
        private boolean positive() {
            return !kind.equals("rejection");
        }
    }

    /// @param item null when there is none
    record Audit(@Nullable Item item) {}

    /// What a version said to an item.
    ///
    /// @param outputHash null when only its correctness is known
    /// @param correct null when the output is to be compared
    record Score(
            String itemId,
            double confidence,
            @Nullable String outputHash,
            @Nullable Boolean correct) {}

    /// What came of scores.
    ///
    /// @param arrivals in the order in which the audits came; what is not known, as wrong, however high the
    ///     threshold
    /// @param confidences of what was scored
    record Rescored(List<ScoredOutput> arrivals, List<Double> confidences, int unscored, int withoutItem) {
        int scored() {
            return confidences.size();
        }
    }

    /// @param drawn in the order in which they came
    /// @param testShare of the sides, in [0, 1]
    static TestSide of(List<ReviewFact> drawn, List<Item> items, double testShare) {
        Map<String, Item> byOutput = new HashMap<>();
        items.forEach(item -> byOutput.put(item.outputId(), item));
        List<Audit> audits = new ArrayList<>();
        for (ReviewFact audit : drawn) {
            String outputId = audit.outputId().value();
            @Nullable Item item = byOutput.get(outputId);
            @Nullable String split = item == null ? null : item.split();
            if (split == null) {
                if (SIDE.of(outputId) < testShare) {
                    audits.add(new Audit(null));
                }
            } else if (split.equals(GoldenSplit.TEST.wire())) {
                audits.add(new Audit(item));
            }
        }
        return new TestSide(audits);
    }

    List<String> itemIds() {
        List<String> ids = new ArrayList<>();
        for (Audit audit : audits) {
            if (audit.item() != null) {
                ids.add(audit.item().itemId());
            }
        }
        return ids;
    }

    /// The same input was asked once: what was said to it counts for each output that answered it.
    Rescored rescored(List<Score> scores) {
        Map<String, Score> byItem = new HashMap<>();
        scores.forEach(score -> byItem.put(score.itemId(), score));
        Map<String, Audit> scoredInputs = new HashMap<>();
        for (Audit audit : audits) {
            if (audit.item() != null && byItem.containsKey(audit.item().itemId())) {
                scoredInputs.putIfAbsent(audit.item().inputId(), audit);
            }
        }
        List<ScoredOutput> arrivals = new ArrayList<>();
        List<Double> confidences = new ArrayList<>();
        int withoutItem = 0;
        for (Audit audit : audits) {
            @Nullable Item item = audit.item();
            withoutItem += item == null ? 1 : 0;
            @Nullable Audit asked = item == null ? null : scoredInputs.get(item.inputId());
            @Nullable Item askedItem = asked == null ? null : asked.item();
            if (item == null || askedItem == null) {
                arrivals.add(ScoredOutput.of(1, false));
                continue;
            }
            @Nullable Score own = byItem.get(item.itemId());
            @Nullable Score score = own == null ? byItem.get(askedItem.itemId()) : own;
            if (score == null) {
                throw new IllegalStateException("an input without a score was taken for scored");
            }
            boolean sameTarget = own != null || askedItem.targetHash().equals(item.targetHash());
            arrivals.add(ScoredOutput.of(score.confidence(), right(score, item, sameTarget)));
            confidences.add(score.confidence());
        }
        return new Rescored(arrivals, confidences, audits.size() - confidences.size() - withoutItem, withoutItem);
    }

    /// A plain rejection has no right answer to compare with: without the sender's word it counts as wrong.
    private static boolean right(Score score, Item item, boolean sameTarget) {
        if (score.correct() != null) {
            return sameTarget && score.correct();
        }
        return item.positive() && item.targetHash().equals(score.outputHash());
    }
}
