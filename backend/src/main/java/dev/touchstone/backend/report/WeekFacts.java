package dev.touchstone.backend.report;

import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.api.quality.JudgeReport;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.quality.QualityTargets.Metric;
import dev.touchstone.api.report.Digest.Fact;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.QualityEstimator;
import dev.touchstone.backend.review.due.DueReviews;
import dev.touchstone.stats.estimate.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lines of the digest. What there is nothing to say about is left out; the digest's notes say why.
final class WeekFacts {
    private static final int MOST_ATTRIBUTES = 3;

    private final WeekData data;
    private final List<Fact> facts = new ArrayList<>();

    private WeekFacts(WeekData data) {
        this.data = data;
    }

    static List<Fact> of(WeekData data) {
        return new WeekFacts(data).all();
    }

    private List<Fact> all() {
        if (data.outputs() > 0) {
            quality();
            change();
            reviewed();
            attributes();
        }
        verdicts();
        reviewRate();
        timeToReview();
        judge();
        agreement();
        cost();
        backlog();
        return facts;
    }

    private void add(String name, String label, @Nullable String text) {
        if (text != null) {
            facts.add(new Fact(name, label, text, null));
        }
    }

    private void quality() {
        facts.add(new Fact("quality", "Quality", text(data.quality()), data.quality()));
    }

    /// A figure with everything needed to judge how far it can be trusted.
    static String text(QualityFigure figure) {
        Range worst = figure.worstCase();
        return Words.figure(figure)
                + ", from " + Words.count(figure.reviewed()) + " of " + Words.counted(figure.population(), "output")
                + Words.further(figure.note())
                + (worst == null
                        ? ""
                        : "; " + Words.range(worst) + " if all the missing verdicts went one way or the other");
    }

    /// The attributes that are wrong most often, by the best guess; their brackets say how sure that is.
    private void attributes() {
        Observed observed = data.course().now().observed();
        QualityEstimator estimator = new QualityEstimator(observed, Course.LEVEL, Target.FINITE);
        List<QualityGroup> known = observed.attributes().stream()
                .map(attribute -> estimator.attribute(attribute, attribute))
                .filter(group -> accuracy(group).isPresent())
                .sorted(Comparator.comparingDouble(
                        group -> accuracy(group).map(QualityFigure::value).orElse(1.0)))
                .toList();
        if (!known.isEmpty()) {
            String named = known.stream()
                    .limit(MOST_ATTRIBUTES)
                    .map(group -> group.name() + " "
                            + accuracy(group).map(Words::figure).orElseThrow())
                    .collect(Collectors.joining(", "));
            int more = known.size() - MOST_ATTRIBUTES;
            add(
                    "attributes",
                    "Right, by attribute",
                    "lowest first: " + named + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    private static Optional<QualityFigure> accuracy(QualityGroup group) {
        return group.figure("attribute_accuracy").filter(figure -> figure.value() != null);
    }

    private void change() {
        String text = data.movement().text();
        add(
                "change",
                "Change",
                text == null ? null : text + Words.further(data.movement().note()));
    }

    private void reviewed() {
        long decided = data.counts().decidedOutputs();
        long counting = data.quality().reviewed();
        add(
                "reviewed",
                "Reviewed",
                Words.count(decided) + " of " + Words.counted(data.outputs(), "output") + " ("
                        + Words.share(decided, data.outputs()) + ")"
                        + (counting == decided || counting == 0
                                ? ""
                                : "; quality rests on the " + Words.count(counting)
                                        + " whose chance of review was known"));
    }

    private void verdicts() {
        long all = data.counts().decisions();
        if (all > 0) {
            add(
                    "verdicts",
                    "Verdicts",
                    verdict("approve", "approved") + ", " + verdict("edit", "edited") + ", "
                            + verdict("reject", "rejected") + ", of " + Words.counted(all, "decision"));
        }
    }

    private String verdict(String action, String participle) {
        long count = data.counts().decisions(action);
        return Words.count(count) + " " + participle + " ("
                + Words.share(count, data.counts().decisions()) + ")";
    }

    private void reviewRate() {
        Metric rate = data.reports().effort().humanReviewRate();
        if (rate.measured().value() != null) {
            long reviewed = Math.round(rate.measured().value() * rate.basis().n());
            add(
                    "review_rate",
                    "Sent to people",
                    Words.count(reviewed) + " of " + Words.counted(rate.basis().n(), "output") + " ("
                            + Words.share(reviewed, rate.basis().n()) + ")");
        }
    }

    private void timeToReview() {
        Metric time = data.reports().effort().timeToReview();
        Range interval = time.measured().interval();
        if (time.measured().value() != null && interval != null) {
            String late = time.measured().p90() == null
                    ? ""
                    : "; one in ten took " + Words.seconds(time.measured().p90()) + " or more";
            add(
                    "time_to_review",
                    "Time to review",
                    "median " + Words.seconds(time.measured().value()) + " (" + Words.seconds(interval.lower()) + " to "
                            + Words.seconds(interval.upper()) + "), from "
                            + Words.counted(time.basis().n(), "review") + late);
        } else if (time.basis().n() > 0) {
            add(
                    "time_to_review",
                    "Time to review",
                    Words.counted(time.basis().n(), "review") + ", too few for a median");
        }
    }

    private void judge() {
        measuredJudge(data).ifPresent(version -> {
            JudgeReport.Share agreement = version.agreed().agreement();
            if (agreement != null) {
                add(
                        "judge",
                        "Judge",
                        version.judge().model() + " agrees with people on "
                                + Words.valued(agreement.value(), agreement.interval()) + " of "
                                + Words.counted(agreement.n(), "output")
                                + (version.enough() ? "" : "; too few to rely on"));
            }
        });
    }

    /// The latest judge version that people's verdicts say anything of.
    static Optional<JudgeReport.Version> measuredJudge(WeekData data) {
        return data.reports().judge().versions().stream()
                .filter(version -> version.agreed().agreement() != null)
                .findFirst();
    }

    private void agreement() {
        AgreementReport report = data.reports().agreement();
        AgreementReport.Alpha alpha = report.nominal();
        Range interval = alpha.interval();
        if (alpha.value() != null && interval != null) {
            add(
                    "agreement",
                    "Agreement of reviewers",
                    "Krippendorff's α " + Words.number(alpha.value(), 2) + " (" + Words.number(interval.lower(), 2)
                            + "–" + Words.number(interval.upper(), 2) + "), " + alpha.standing() + ", from "
                            + Words.counted(report.units(), "output") + Words.further(alpha.note()));
        }
    }

    private void cost() {
        WeekDao.Judged judged = data.counts().judged();
        if (judged.judgments() > 0) {
            add(
                    "cost",
                    "Cost of the judge",
                    Words.number(judged.costMicros() / 1e6, 2) + " in the unit of its prices, for "
                            + Words.counted(judged.judgments(), "judgment"));
        }
    }

    private void backlog() {
        DueReviews.Backlog backlog = data.reports().backlog();
        String now = Words.count(backlog.open()) + " open now, " + Words.count(backlog.overdue()) + " of them past due";
        add("backlog", "Backlog", data.counts().decisions() == 0 ? now : now + "; " + inTime());
    }

    private String inTime() {
        long decisions = data.counts().decisions();
        long inTime = data.counts().inTime();
        double sla = data.pipeline().policy().reviewSla().toSeconds();
        return "of this week's decisions " + Words.share(inTime, decisions) + " came in time (" + Words.count(inTime)
                + " of " + Words.count(decisions) + ", due within " + Words.seconds(sla) + ")";
    }
}
