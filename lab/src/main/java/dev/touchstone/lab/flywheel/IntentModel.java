package dev.touchstone.lab.flywheel;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A linear model that says what somebody wants (liblinear, Crammer and Singer's multi-class machine). Not thread-safe
/// while it is trained: liblinear draws from one random number generator.
final class IntentModel {
    /// Margins as logits: how steep does not matter to a threshold, only that most confidences are not 1.
    private static final double STEEPNESS = 8;

    private static final double COST = 1;
    private static final double TOLERANCE = 0.5;

    private final Model model;
    private final List<String> intents;

    private IntentModel(Model model, List<String> intents) {
        this.model = model;
        this.intents = List.copyOf(intents);
    }

    /// What somebody said and what is wanted.
    record Example(String text, String intent) {}

    /// @param confidence 0 to 1
    record Answer(String intent, double confidence) {}

    static IntentModel train(List<Example> examples) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        examples.forEach(example -> numbers.putIfAbsent(example.intent(), numbers.size()));
        Problem problem = new Problem();
        problem.l = examples.size();
        problem.n = Ngrams.DIMENSIONS;
        problem.x = examples.stream().map(example -> Ngrams.of(example.text())).toArray(Feature[][]::new);
        problem.y = examples.stream()
                .mapToDouble(example -> numbers.getOrDefault(example.intent(), 0))
                .toArray();
        Linear.disableDebugOutput();
        return new IntentModel(
                Linear.train(problem, new Parameter(SolverType.MCSVM_CS, COST, TOLERANCE)),
                new ArrayList<>(numbers.keySet()));
    }

    Answer answer(String text) {
        double[] margins = new double[intents.size()];
        int best = (int) Linear.predictValues(model, Ngrams.of(text), margins);
        double highest = Double.NEGATIVE_INFINITY;
        for (double margin : margins) {
            highest = Math.max(highest, margin);
        }
        double sum = 0;
        for (double margin : margins) {
            sum += Math.exp(STEEPNESS * (margin - highest));
        }
        return new Answer(intents.get(best), 1 / sum);
    }
}
