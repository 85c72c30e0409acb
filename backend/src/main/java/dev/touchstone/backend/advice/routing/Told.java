package dev.touchstone.backend.advice.routing;

import dev.touchstone.api.quality.RoutingAdvice;
import dev.touchstone.api.quality.RoutingAdvice.RoutingMove;
import dev.touchstone.api.quality.RoutingAdvice.TopicAdvice;
import dev.touchstone.api.quality.RoutingAdvice.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a pipeline knows of its routing advice, by topic. Pure.
record Told(Map<String, Word> topics) {
    Told {
        topics = Collections.unmodifiableMap(new TreeMap<>(topics));
    }

    /// The part of an advice that is worth a call. How many reviews are missing changes with every review.
    ///
    /// @param to the variant to switch to; null unless that is the move
    record Word(RoutingMove move, @Nullable Variant to) {
        /// Whether it says something of which variant is better.
        private boolean decides() {
            return move == RoutingMove.SWITCH || move == RoutingMove.KEEP;
        }
    }

    /// @param before null for a topic that was not told of
    record Change(TopicAdvice now, @Nullable Word before) {}

    static Told of(RoutingAdvice advice) {
        Map<String, Word> topics = new TreeMap<>();
        advice.topics().forEach(topic -> topics.put(topic.topic(), word(topic)));
        return new Told(topics);
    }

    private static Word word(TopicAdvice topic) {
        return new Word(topic.move(), topic.to());
    }

    /// What is new to one who knows this. That nothing can be said is news only where something was said before.
    List<Change> changes(RoutingAdvice advice) {
        List<Change> changes = new ArrayList<>();
        for (TopicAdvice topic : advice.topics()) {
            Word now = word(topic);
            Word before = topics.get(topic.topic());
            boolean mattered = now.decides() || before != null && before.decides();
            if (mattered && !now.equals(before)) {
                changes.add(new Change(topic, before));
            }
        }
        return changes;
    }
}
