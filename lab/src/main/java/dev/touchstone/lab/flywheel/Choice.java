package dev.touchstone.lab.flywheel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which outputs people label beyond the audit, of those that the week brought.
enum Choice {
    DOUBTFUL_FIRST("doubtful first") {
        @Override
        List<Handled> of(List<Handled> doubtful, int most) {
            return doubtful.stream()
                    .sorted(Comparator.comparingDouble(Handled::confidence))
                    .limit(most)
                    .toList();
        }
    },
    /// The audit looks more often instead: chance decides, not doubt.
    RANDOM("random") {
        @Override
        List<Handled> of(List<Handled> doubtful, int most) {
            return List.of();
        }

        @Override
        double auditRate(double audits, int most, int outputs) {
            return audits + (double) most / outputs;
        }
    },
    /// By turns the most doubtful one of each intent that the model believes in.
    DIVERSE_AND_DOUBTFUL("diverse and doubtful") {
        @Override
        List<Handled> of(List<Handled> doubtful, int most) {
            Map<String, Deque<Handled>> byIntent = new TreeMap<>();
            DOUBTFUL_FIRST
                    .of(doubtful, doubtful.size())
                    .forEach(one -> byIntent.computeIfAbsent(one.answer().intent(), intent -> new ArrayDeque<>())
                            .add(one));
            List<Handled> chosen = new ArrayList<>();
            while (chosen.size() < most && !byIntent.isEmpty()) {
                List<Handled> turn = byIntent.values().stream()
                        .map(Deque::getFirst)
                        .sorted(Comparator.comparingDouble(Handled::confidence))
                        .limit(most - chosen.size())
                        .toList();
                chosen.addAll(turn);
                byIntent.values().forEach(Deque::removeFirst);
                byIntent.values().removeIf(Deque::isEmpty);
            }
            return chosen;
        }
    };

    private final String words;

    Choice(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// @param doubtful those below the threshold that the audit did not draw
    /// @param most labels
    abstract List<Handled> of(List<Handled> doubtful, int most);

    /// @param audits the rate of the audit
    /// @param most labels beyond it
    /// @param outputs of a week
    double auditRate(double audits, int most, int outputs) {
        return audits;
    }
}
