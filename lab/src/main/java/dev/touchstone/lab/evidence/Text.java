package dev.touchstone.lab.evidence;

/// The words of the document.
final class Text {
    static final String HEAD = """
            # Evidence

            Made by `./touchstone evidence --data DIR --half %s --seeds %d --out docs/evidence.md --charts docs/images`; run
            it again on other data of the same shape. It ends with an error when a truth differs from what is recorded with the
            data, when fewer than 92 %% of the intervals in a row hold, or when a promise is broken, by more than chance explains.

            Recorded outputs with a human verdict each are routed by the product's own `Router` and estimated by its own
            `QualityEstimator`, once per sampling secret. Reviews are decided by the recorded verdict. The truth is the
            share over all outputs, reviewed or not. **Held** is the share of repetitions whose 95 %% interval contained it;
            the width is in points. **Pooled** is what one gets by taking everything that was reviewed as if it were a
            plain sample, with a Wilson interval. Over so many repetitions a share of 95 %% is itself known to ± %.0f points. The
            data are not part of the project.

            ## Do the intervals hold the truth?
            """;

    static final String COVERAGE_FOOT = """
            The parts of these streams and the policies: [parts](evidence/parts.md). Precision, recall, F1, Brier, calibration
            error, the process behind the outputs, differences, and reviewers who do not answer:
            [every figure](evidence/figures.md).
            """;

    static final String PARTS = """
            # Error rates and attribute accuracy, part by part

            A page of [the evidence](../evidence.md), made by the same command; the words are explained there.
            """;

    static final String POLICIES = """
            The policies, as JSON with the defaults left out (threshold 0.8; audits at 5 to 10 %). Question answering and
            summaries carry no confidence, so every review is an audit, at a rate per stratum; multiple choice sends
            confidences below 0.8 to review and audits 5 % of the rest; extraction sends products without a brand to
            review and audits 10 % of the rest. Parts whose strata share one rate are plain samples, where pooling is
            right too; and where what sends outputs to review has little to do with what is measured (a missing brand,
            with the accuracy of the other attributes), pooling is lucky.
            """;

    static final String ADVISOR = """
            ## Does the advisor keep its promise?

            All multiple-choice outputs of a model (first prompt), audited at 10 %%, %d times. The advisor sees the audits
            and the confidences of everything. It promises, 90 %% sure over all trials and however often it is asked, an
            error rate among auto-approved outputs of at most the tolerated one; the first trial spends 0.075 of the 0.1.
            **Refused**: share of repetitions without a certificate. Threshold: the median certified one. Auto-approved
            and error there: on the outputs nobody audited, on average. **Promise broken**: share of all repetitions in
            which the true error there exceeded the tolerated one.
            """;

    static final String JUDGES = """
            # Recorded judges beside people

            A page of [the evidence](../evidence.md). Verdicts of recorded judges, held against people by the code that answers
            `GET /v1/quality/judge`, on every output that the judge gave one on. In brackets what is recorded with the data,
            counted over their parts; the command ends with an error when a part differs by more than its rounding.
            """;

    static final String JUDGE_TRIALS = """
            ## Is a judge put right?

            Recorded judges, corrected by the code that answers `GET /v1/quality/judge`, %d times: the judge sees everything and
            people a random audit. How each agrees with people: [judges](evidence/judges.md). **By itself**: the share
            that the judge approves, never shown as quality. **Corrected**: people's verdicts split by the judge's
            (`approval_rate`), on average; people alone: the same audits without the judge. **Said to save**: the share of
            reviews that the answer says the judge saves, on average. **Saved**: 1 − the ratio of the two mean squared
            errors, which is what it came to.
            """;

    /// Judge and data, its share, that of people, the corrected one, its width and that of people alone.
    static final String MOST_BIASED = """
            The most biased judge here, %s, says %s by itself where people say
            %s; corrected it comes to %s, in intervals of %s points where people alone need %s. Rows on the same
            data share their audits, so what they held rises and falls together.""";

    static final String DRIFT = """
            ## Does a drift alarm keep its promise?

            Recorded outputs before and after a change, %d times: a baseline of %d audits, eight quiet weeks, then audits of the
            outputs after the change, for a year; and another year in which nothing changes. A week of so many audits is drawn
            from the recorded outputs, with replacement. Touchstone's detector looks after every audit and promises at
            most one false page a year; the weekly test (two proportions, one-sided, 5 %%) and the fixed threshold (a week five
            points worse than the baseline) look at each week alone. **Seen**: share of repetitions with an alarm within a
            year of the change, or with one that was open and finds new evidence. **Weeks**: until it, median and in brackets
            the 90th percentile. **False a year**: alarms in the year without a change, on average; Touchstone's are episodes,
            the others' are weeks. In `no_drift` what is seen is false as well: the outputs after that change are no worse.
            Single attributes and judges that change: [changes](evidence/changes.md); simulated years:
            [false pages](evidence/drift.md).
            """;

    static final String DRIFT_YEARS = """
            # False pages, simulated

            Written by `./touchstone drift-years --years %1$d --out docs/evidence/drift.md`. Pipelines with one series that may
            page and %2$d audits a week, by the product's own detectors under default rules (`years_per_false_page: 1`), %1$d
            years of each kind, seeded. In none of them does anything become worse than its baseline was; so every page is a
            false one. **Unlucky**: the 15 %% of pipelines whose baselines happened to hold the fewest errors. **Twice the
            errors**: median weeks until an alarm after eight quiet weeks, 90th percentile in brackets, in a quarter as many
            pipelines.
            """;

    static final String CHANGES = """
            # Changes of single attributes, and of judges

            A page of [the evidence](../evidence.md), made by the same command.
            """;

    static final String ATTRIBUTE_DRIFT = """
            ## Which attribute?

            `extract_rollout` again, %d audits a week, %d times: every attribute with at least %d labels before and after, each
            watched by a detector of its own. All share one promise.
            """;

    static final String JUDGE_DRIFT = """
            ## A judge that changes without a word

            Recorded verdicts (`openqa`), first of one judge, then of another on the same outputs, as if its provider had
            replaced it; or of the same judge on longer answers. Each week people decide %d of the outputs as well; %d times.
            Both ways to disagree are watched; an alarm is one of either.
            """;

    static final String EXPERIMENTS = """
            ## Which prompt is better?

            Recorded extractions of several prompts from the same products, as development-mode experiments: compared by the
            code that answers `GET /v1/experiments/{id}/result`. **Could go out**: outputs without a wrong attribute, with
            Wilson intervals of 95 %. **Attributes right**: all of them together; those of one output go together, so
            the output is what is counted. The command ends with an error when a share differs from what is recorded with
            the data by more than its rounding, that of single attributes included. Single attributes, and the differences:
            [prompts](evidence/prompts.md).
            """;

    static final String PROMPTS = """
            # Prompts compared on the same products

            A page of [the evidence](../evidence.md), made by the same command.
            """;

    /// The experiment.
    static final String EXPERIMENT_ATTRIBUTES =
            "Single attributes in `%s` that at least 60 products have, share right:";

    static final String EXPERIMENT_DIFFERENCES = """
            Differences on the same products, in points, with intervals for pairs; single attributes where at least 60
            products have them. What the interval keeps apart from 0 is **bold**. Only first, only second: products
            that only one of the two has right (of all attributes together: has more of them right). Where
            nothing differs, one comparison in twenty is bold by chance alone.
            """;

    /// Seeds and cases.
    static final String PAIRED = """
            ## Do these intervals hold?

            The same comparison %d times, on %d of the products drawn with replacement. **Held**: how often the interval held
            the difference over all products; **called different**: how often it left 0 out.
            """;

    static final String FOOT = """
            ## More

            Made by other commands: [active audits](evidence/active-audits.md), [certificates of batches](evidence/certificates.md),
            [outputs that belong together](evidence/clusters.md), [reviewers who err](evidence/reviewers.md),
            [promises of the judge's releases](evidence/releases.md),
            [the flywheel with a real model](evidence/flywheel.md), [simulated years of drift](evidence/drift.md). How to read
            the figures in the product: [quality.md](quality.md).""";

    private Text() {}
}
