package dev.touchstone.lab.promise;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.quality.CorrectedQuality;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.PopulationCount;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.backend.quality.truth.ReviewerTruth;
import dev.touchstone.lab.recorded.Recorded;
import dev.touchstone.stats.estimate.Target;
import dev.touchstone.stats.reviewer.Known;
import dev.touchstone.stats.reviewer.OverlapErrors;
import dev.touchstone.stats.reviewer.ReviewerErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Outputs whose truth is recorded, audited by reviewers who err: plain figures against corrected ones.
///
/// @param name of the data
/// @param wrong of each output, whether it is
record ErringReviewers(String name, List<Boolean> wrong) {
    private static final double LEVEL = 0.95;
    private static final int WRONG_CASES = 60;
    private static final int RIGHT_CASES = 140;
    private static final int OVERLAP = 200;

    ErringReviewers {
        wrong = List.copyOf(wrong);
    }

    /// How often reviewers are right.
    record Skill(double sensitivity, double specificity) {
        private boolean says(boolean wrong, SplittableRandom random) {
            return random.nextDouble() < (wrong ? sensitivity : 1 - specificity);
        }
    }

    static final List<Skill> SKILLS =
            List.of(new Skill(0.95, 0.95), new Skill(0.9, 0.95), new Skill(0.85, 0.9), new Skill(0.85, 0.85));

    static List<ErringReviewers> recorded(Path data, String half) throws IOException {
        return List.of(
                of("evouna", Recorded.read(data, "evouna", half, "*")),
                of("openqa", Recorded.read(data, "openqa", half, "outputs")),
                of("mcqa_conf", Recorded.read(data, "mcqa_conf", half, "mmlu")));
    }

    private static ErringReviewers of(String name, List<Recorded> rows) {
        return new ErringReviewers(
                name, rows.stream().map(row -> !row.approved()).toList());
    }

    double truth() {
        return (double) wrong.stream().filter(one -> one).count() / wrong.size();
    }

    /// What one repetition gave.
    ///
    /// @param measured corrected by cases whose truth was known
    /// @param overlapping corrected by what three said of the same outputs; empty where that did not tell
    record Run(QualityGroup plain, CorrectedQuality measured, Optional<CorrectedQuality> overlapping) {}

    Run run(Skill skill, double audit, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ReviewFact> reviews = new ArrayList<>();
        for (int i = 0; i < wrong.size(); i++) {
            double u = random.nextDouble();
            boolean said = skill.says(wrong.get(i), random);
            if (u < audit) {
                reviews.add(new ReviewFact(
                        new OutputId("o-" + i),
                        new ReviewFact.Origin(1, "all", "m", "p", null),
                        null,
                        u,
                        audit,
                        audit,
                        audit,
                        said ? Answer.REJECTED : Answer.APPROVED,
                        Map.of()));
            }
        }
        Observed observed =
                new Observed(reviews, List.of(new PopulationCount("all", 1, "m", "p", audit, wrong.size())));
        QualityGroup plain = new QualityEstimator(observed, LEVEL, Target.FINITE).rates("all");
        return new Run(
                plain,
                ReviewerTruth.with("given", measured(skill, random), plain, LEVEL),
                OverlapErrors.of(overlap(skill, random))
                        .map(errors -> ReviewerTruth.with("overlap", errors, plain, LEVEL)));
    }

    private static ReviewerErrors measured(Skill skill, SplittableRandom random) {
        int caught = 0;
        for (int i = 0; i < WRONG_CASES; i++) {
            caught += skill.says(true, random) ? 1 : 0;
        }
        int passed = 0;
        for (int i = 0; i < RIGHT_CASES; i++) {
            passed += skill.says(false, random) ? 0 : 1;
        }
        return new ReviewerErrors(Known.of(caught, WRONG_CASES), Known.of(passed, RIGHT_CASES));
    }

    private List<List<Boolean>> overlap(Skill skill, SplittableRandom random) {
        List<List<Boolean>> verdicts = new ArrayList<>();
        for (int i = 0; i < OVERLAP; i++) {
            boolean truth = wrong.get(random.nextInt(wrong.size()));
            verdicts.add(List.of(skill.says(truth, random), skill.says(truth, random), skill.says(truth, random)));
        }
        return verdicts;
    }
}
