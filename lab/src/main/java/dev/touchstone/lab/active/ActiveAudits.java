package dev.touchstone.lab.active;

import dev.touchstone.stats.interval.Proportions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes the document.
///
/// @param data folder of `dataset/half/*.jsonl.gz`
/// @param seeds how often everything is audited, at least 1
/// @param years of drift alarms, at least 20
record ActiveAudits(Path data, String half, int seeds, int years) {
    private static final List<Integer> AUDITS = List.of(100, 200, 400);
    private static final double MOST_COST = 1.03;
    private static final double LEAST_HELD = 0.93;
    private static final double CHANCE = 0.98;
    private static final double BUDGET = 0.02;

    /// @param markdown the whole document
    /// @param broken what it speaks against, in sentences; empty when everything held
    record Written(String markdown, List<String> broken) {
        Written {
            broken = List.copyOf(broken);
        }
    }

    Written write() throws IOException {
        StringBuilder text = new StringBuilder("""
            # Active audits

            Written by `./touchstone active-audits --data DIR --half %s --seeds %d --years %d`; run it again on other data of the
            same shape. The data are not part of the project.

            An audit that goes by a score, against a plain one at the same rate of 5 %%. In each repetition bands are learnt
            from %d past verdicts, only if these say that it pays; then a period of fresh outputs, in which a plain audit
            makes so many reviews on average, is audited both ways by the same keys. Recorded outputs are drawn with
            replacement, so that periods of any length can be made of them. Bands, gate and figures are the product's own
            code.

            - **cost**: reviews for the same interval over those of the plain audit: the ratio of the squared mean lengths of
              our interval and of a Wilson interval of the plain audit (both for the outputs of the period, at 95 %%).
            - **held**: share of the repetitions whose interval contained the share of right outputs of the period.
            - **active**: in how many repetitions the past verdicts were enough to say that it pays.
            - **said**: the cost that `audit-advice` expected, on average, from the past verdicts alone.
            - **budget**: reviews made over those that the audit rate promises.

            | data | score | wrong | audits | active | said | cost | held | budget |
            |---|---|---:|---:|---:|---:|---:|---:|---:|
            """.formatted(half, seeds, years, AuditTrial.LABELS));
        List<String> broken = new ArrayList<>();
        for (AuditSource source : AuditSource.all(data, half)) {
            for (int audits : AUDITS) {
                AuditTrial trial = AuditTrial.of(source, audits, seeds);
                text.append(trial.row()).append('\n');
                broken.addAll(against(trial));
            }
        }
        text.append('\n').append(ActiveDrift.document(years));
        return new Written(text.toString(), broken);
    }

    /// What chance does not explain.
    private static List<String> against(AuditTrial trial) {
        List<String> broken = new ArrayList<>();
        double held = trial.held() * trial.runs();
        if (Proportions.wilson(held, trial.runs(), CHANCE).upper() < LEAST_HELD) {
            broken.add(trial.title() + ": only " + Math.round(held) + " of " + trial.runs() + " intervals held");
        }
        double noise = 1 / Math.sqrt(trial.runs());
        if (trial.cost() > MOST_COST + noise) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%s: costs %.2f of a plain audit, more than %.2f",
                    trial.title(),
                    trial.cost(),
                    MOST_COST));
        }
        if (Math.abs(trial.spent() - 1) > BUDGET + noise) {
            broken.add(String.format(
                    Locale.ROOT, "%s: makes %.3f of the reviews it promises", trial.title(), trial.spent()));
        }
        return broken;
    }
}
