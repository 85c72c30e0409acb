package dev.touchstone.backend.golden.group;

import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.GoldenSplit;
import dev.touchstone.api.golden.LeakReport;
import dev.touchstone.api.policy.GoldenRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Looks whether the sides of a version know each other, from the items' own texts and fields: how they were grouped
/// plays no part. Holds sketches and hashes, no texts. Not thread-safe; used for one version.
public final class LeakCheck {
    private static final int MOST_EXAMPLES = 20;

    private final Function<String, Optional<GoldenContent>> contents;
    private final Neighbours neighbours = new Neighbours();
    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, Seen> values = new HashMap<>();
    private final List<LeakReport.Leak> examples = new ArrayList<>();
    private int compared;
    private int nearPairs;
    private int sharedValues;

    private record Seen(String item, GoldenSplit side) {}

    /// @param contents reads an item again
    public LeakCheck(Function<String, Optional<GoldenContent>> contents) {
        this.contents = contents;
    }

    /// Takes the next item.
    public void add(String item, GoldenSplit side, GoldenContent content, GoldenRules rules) {
        compared++;
        Seen now = new Seen(item, side);
        for (String field : rules.groups()) {
            GoldenRules alone = new GoldenRules(rules.admit(), rules.approvals(), List.of(field), rules.splits());
            for (String key : GroupFields.keys(content, alone)) {
                Seen first = values.putIfAbsent(key, now);
                if (first != null && first.side() != side) {
                    sharedValues++;
                    note(first, now, field);
                }
            }
        }
        ComparedText text = ComparedText.of(content.input());
        if (!text.isEmpty()) {
            compare(now, text);
        }
    }

    private void compare(Seen now, ComparedText text) {
        Sketch sketch = Sketch.of(Shingles.of(text.key()));
        for (int candidate : neighbours.of(sketch)) {
            Seen other = seen.get(candidate);
            if (other.side() != now.side() && near(text, other)) {
                nearPairs++;
                note(other, now, "near");
            }
        }
        neighbours.add(sketch);
        seen.add(now);
    }

    private boolean near(ComparedText text, Seen other) {
        return contents.apply(other.item())
                .map(content -> ComparedText.of(content.input()))
                .filter(text::near)
                .isPresent();
    }

    private void note(Seen one, Seen other, String by) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(new LeakReport.Leak(one.item(), one.side(), other.item(), other.side(), by));
        }
    }

    public int compared() {
        return compared;
    }

    public int nearPairs() {
        return nearPairs;
    }

    public int sharedValues() {
        return sharedValues;
    }

    public List<LeakReport.Leak> examples() {
        return List.copyOf(examples);
    }
}
