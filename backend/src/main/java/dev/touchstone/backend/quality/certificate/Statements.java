package dev.touchstone.backend.quality.certificate;

import dev.touchstone.api.quality.BatchCertificate.Evidence;
import dev.touchstone.api.quality.BatchCertificate.More;
import dev.touchstone.api.quality.BatchCertificate.Terms;
import dev.touchstone.backend.quality.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// What is known of a batch, in a sentence.
final class Statements {
    private Statements() {}

    static String certified(Terms terms, Evidence evidence) {
        return "With " + percent(terms.confidence()) + " confidence at most " + percent(terms.maxError()) + " of the "
                + evidence.outputs() + " outputs "
                + (terms.putRight() ? "are still wrong" : "were wrong when they left")
                + ", as far as reviewers see what is wrong.";
    }

    /// What was issued in a week: the newest in full.
    static String week(List<IssuedRow> newestFirst) {
        IssuedRow newest = newestFirst.getFirst();
        Period window = new Period(newest.fromHour(), newest.toHour());
        String more = newestFirst.size() == 1
                ? "A batch was certified"
                : newestFirst.size() + " certificates of batches were issued, the newest";
        return more + " of what left from " + window.from() + " to " + window.to() + ". "
                + certified(newest.terms(), newest.evidence());
    }

    static String open(Terms terms, Evidence evidence, double bound, More more) {
        return "With " + percent(terms.confidence()) + " confidence at most " + percent(bound) + " of the "
                + evidence.outputs() + " outputs are wrong, which is more than " + percent(terms.maxError()) + ". "
                + whatItTakes(evidence, more);
    }

    private static String whatItTakes(Evidence evidence, More more) {
        if (more.ifAllRight() == null) {
            return evidence.undecided() > 0
                    ? evidence.undecided() + " reviews that had to be made are not decided: decide them first."
                    : "No number of reviews will change that: too much was found wrong.";
        }
        String atRate = more.atThisRate() == null
                ? "; if they find as much wrong as before, no number will do"
                : ", " + more.atThisRate() + " if they find as much wrong as before";
        return more.ifAllRight() + " more reviews would do if none finds anything wrong" + atRate + ".";
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share * 100)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
