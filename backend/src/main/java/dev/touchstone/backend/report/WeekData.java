package dev.touchstone.backend.report;

import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.backend.quality.TargetReport;
import dev.touchstone.backend.review.due.DueReviews;
import java.util.List;

/// Everything the digest of one week is made of.
///
/// @param all the figures of the week's outputs
record WeekData(
        Pipeline pipeline,
        IsoWeek week,
        Course course,
        QualityGroup all,
        Movement movement,
        Counts counts,
        Reports reports) {

    /// What was counted.
    ///
    /// @param decidedOutputs outputs of the week that people have decided
    /// @param work who decided what within the week
    record Counts(
            List<WeekDao.Verdict> verdicts,
            long decidedOutputs,
            List<WeekDao.Routed> routed,
            WeekDao.Judged judged,
            List<WeekDao.Work> work) {
        /// Decisions in force about outputs of the week.
        long decisions() {
            return verdicts.stream().mapToLong(WeekDao.Verdict::reviews).sum();
        }

        long decisions(String action) {
            return verdicts.stream()
                    .filter(verdict -> verdict.action().equals(action))
                    .mapToLong(WeekDao.Verdict::reviews)
                    .sum();
        }

        long inTime() {
            return verdicts.stream().mapToLong(WeekDao.Verdict::inTime).sum();
        }
    }

    /// What others report.
    ///
    /// @param backlog as it is when the digest is written, whatever its week
    record Reports(
            TargetReport.Effort effort, JudgeReport judge, AgreementReport agreement, DueReviews.Backlog backlog) {}

    long outputs() {
        return all.coverage().outputs();
    }

    /// The share of outputs that are right.
    QualityFigure quality() {
        return all.figure("approval_rate").orElseThrow();
    }
}
