package dev.touchstone.lab.active;

import dev.touchstone.backend.output.ConfidenceScale;
import dev.touchstone.lab.recorded.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Outputs with a score and a verdict, from which periods of any length are made.
///
/// @param name what they are
/// @param score what the audit goes by
/// @param outputs not empty
record AuditSource(String name, String score, List<Scored> outputs) {
    private static final int MADE_UP = 40_000;

    AuditSource {
        outputs = List.copyOf(outputs);
    }

    /// @param score in [0, 1], at the lower end of its step
    record Scored(double score, boolean right) {}

    static List<AuditSource> all(Path data, String half) throws IOException {
        List<AuditSource> all = new ArrayList<>();
        all.add(judge(0.05, 0.7, 0.05));
        all.add(judge(0.05, 0.9, 0.02));
        all.add(judge(0.02, 0.7, 0.05));
        all.add(judge(0.05, 0.5, 0.5));
        all.add(recorded(
                "evouna, gpt-4",
                "judge: lexical match",
                ofModel(Recorded.read(data, "evouna", half, "*"), "gpt-4"),
                row -> row.judges().get("lexical_match")));
        all.add(recorded(
                "openqa, outputs",
                "judge: gpt-4",
                Recorded.read(data, "openqa", half, "outputs"),
                row -> row.judges().get("gpt-4")));
        List<Recorded> choices = Recorded.read(data, "mcqa_conf", half, "*").stream()
                .filter(row -> row.promptVersion().equals("first"))
                .toList();
        for (String model : List.of("gpt-4-turbo", "gpt-3.5-turbo", "Mistral")) {
            all.add(recorded("mcqa_conf, " + model, "confidence", ofModel(choices, model), Recorded::confidence));
        }
        return all;
    }

    private static List<Recorded> ofModel(List<Recorded> rows, String model) {
        return rows.stream().filter(row -> row.model().equals(model)).toList();
    }

    /// A judge that finds this share of what is wrong, and takes this share of what is right for wrong.
    private static AuditSource judge(double error, double sensitivity, double falseFlags) {
        SplittableRandom random = new SplittableRandom(Math.round(1e6 * (error + 10 * sensitivity + falseFlags)));
        List<Scored> outputs = new ArrayList<>();
        for (int i = 0; i < MADE_UP; i++) {
            boolean wrong = random.nextDouble() < error;
            double score = random.nextDouble() < (wrong ? sensitivity : falseFlags) ? 0.1 : 0.9;
            outputs.add(new Scored(score, !wrong));
        }
        return new AuditSource("made up", "judge: finds " + sensitivity + ", false flags " + falseFlags, outputs);
    }

    private static AuditSource recorded(
            String name, String score, List<Recorded> rows, Function<Recorded, @Nullable Double> scoreOf) {
        List<Scored> outputs = new ArrayList<>();
        for (Recorded row : rows) {
            Double found = scoreOf.apply(row);
            if (found != null) {
                outputs.add(new Scored(ConfidenceScale.lowerEnd(ConfidenceScale.stepOf(found)), row.approved()));
            }
        }
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException(name + " has no output with a score of " + score);
        }
        return new AuditSource(name, score, outputs);
    }

    double error() {
        return (double) outputs.stream().filter(one -> !one.right()).count() / outputs.size();
    }

    Scored next(SplittableRandom random) {
        return outputs.get(random.nextInt(outputs.size()));
    }
}
