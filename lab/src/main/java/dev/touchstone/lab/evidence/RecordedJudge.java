package dev.touchstone.lab.evidence;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.Strata;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.quality.calibration.Calibrated;
import dev.touchstone.backend.quality.calibration.VersionFigures;
import dev.touchstone.backend.quality.estimate.Answer;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.lab.recorded.Recorded;
import dev.touchstone.lab.recorded.Sampled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A judge and every output it gave a verdict on, as if it had seen all of a pipeline's traffic.
///
/// @param verdicts by output id
record RecordedJudge(String name, List<Recorded> rows, Map<OutputId, JudgeVerdict> verdicts) {
    private static final double LEVEL = 0.95;

    /// @param all outputs; those without a verdict of the judge are left out
    /// @throws IllegalArgumentException for a score that is neither 1, which approves, nor 0, which rejects
    static RecordedJudge of(String name, List<Recorded> all) {
        List<Recorded> rows = new ArrayList<>();
        Map<OutputId, JudgeVerdict> verdicts = new HashMap<>();
        for (Recorded row : all) {
            Double score = row.judges().get(name);
            if (score != null) {
                rows.add(row);
                verdicts.put(new OutputId(row.id()), verdict(name, row.id(), score));
            }
        }
        return new RecordedJudge(name, rows, verdicts);
    }

    private static JudgeVerdict verdict(String name, String output, double score) {
        if (score != 0 && score != 1) {
            throw new IllegalArgumentException(
                    "judge " + name + " says " + score + " of output " + output + "; a verdict is 0 or 1");
        }
        return score == 1 ? JudgeVerdict.APPROVE : JudgeVerdict.REJECT;
    }

    /// Share of the outputs that people approve, 0 to 1: the truth.
    double peopleApprove() {
        return (double) rows.stream().filter(Recorded::approved).count() / rows.size();
    }

    /// Share of the outputs that the judge approves, 0 to 1: what it would show as quality by itself.
    double judgeApproves() {
        return (double) saying(JudgeVerdict.APPROVE) / rows.size();
    }

    /// Whether the judge approves one of its rows.
    boolean approves(Recorded row) {
        return verdicts.get(new OutputId(row.id())) == JudgeVerdict.APPROVE;
    }

    private long saying(JudgeVerdict verdict) {
        return verdicts.values().stream().filter(verdict::equals).count();
    }

    /// The figures of `GET /v1/quality/judge` once people decided every output.
    JudgeReport.Version onEverything() {
        return figures(1, 1);
    }

    /// The figures of `GET /v1/quality/judge` after a random audit.
    ///
    /// @param auditRate in (0, 1]
    /// @param seed of the sampling secret
    JudgeReport.Version figures(double auditRate, int seed) {
        Sampled sampled = Sampled.of(rows, auditing(auditRate), "", Sampled.key(seed));
        List<Calibrated.Drawn> drawn =
                sampled.reviews().stream().map(this::drawn).toList();
        return new VersionFigures(new Calibrated(counts(), drawn), null, LEVEL).of(name, name);
    }

    private static Policy auditing(double rate) {
        return Json.read("{\"missing_confidence\":\"audit\",\"audit_rate\":" + rate + "}", Policy.class);
    }

    private Calibrated.Drawn drawn(ReviewFact review) {
        boolean approved = review.answer() == Answer.APPROVED;
        return new Calibrated.Drawn(
                review.outputId(),
                new Calibrated.Drawn.Judged(
                        name,
                        Objects.requireNonNull(verdicts.get(review.outputId())).wire(),
                        true),
                review.policyVersion(),
                review.stratum(),
                new Calibrated.Drawn.Draw(review.u(), review.intakeInclusion(), review.auditRate()),
                (approved ? DecisionAction.APPROVE : DecisionAction.REJECT).wire());
    }

    private List<Calibrated.Count> counts() {
        return Arrays.stream(JudgeVerdict.values())
                .map(verdict -> new Calibrated.Count(name, name, 1, Strata.ALL, verdict.wire(), 1, saying(verdict)))
                .toList();
    }
}
