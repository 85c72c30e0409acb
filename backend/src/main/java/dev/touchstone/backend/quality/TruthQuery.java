package dev.touchstone.backend.quality;

import dev.touchstone.backend.http.Call;
import dev.touchstone.stats.reviewer.Known;
import dev.touchstone.stats.reviewer.ReviewerErrors;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads from a request whose word is taken for the truth.
final class TruthQuery {
    private static final String SENSITIVITY = "reviewers_sensitivity";
    private static final String SPECIFICITY = "reviewers_specificity";
    private static final Pattern COUNTS = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    private TruthQuery() {}

    /// Whether the reviewers' own errors are to be taken out, which is not done for differences.
    static boolean corrected(Call call, boolean compared) {
        boolean corrected = switch (call.query("truth").orElse("verdicts")) {
            case "verdicts" -> false;
            case "corrected" -> true;
            default -> throw Call.badParameter("truth", "must be verdicts or corrected");
        };
        if (corrected && compared) {
            throw Call.badParameter(
                    "truth",
                    "cannot be corrected in a comparison: reviewers who err alike on both sides leave the sign of a"
                            + " difference as it is; ask for each side by itself");
        }
        return corrected;
    }

    /// How often reviewers are right, if the request says it; it then says both.
    static Optional<ReviewerErrors> given(Call call, boolean corrected) {
        Optional<Known> sensitivity = counts(call, SENSITIVITY);
        Optional<Known> specificity = counts(call, SPECIFICITY);
        if (sensitivity.isEmpty() && specificity.isEmpty()) {
            return Optional.empty();
        }
        if (!corrected) {
            throw Call.badParameter(
                    sensitivity.isPresent() ? SENSITIVITY : SPECIFICITY, "is used with truth=corrected only");
        }
        if (sensitivity.isEmpty() || specificity.isEmpty()) {
            throw Call.badParameter(
                    sensitivity.isEmpty() ? SENSITIVITY : SPECIFICITY, "is missing; give both or neither");
        }
        return Optional.of(new ReviewerErrors(sensitivity.get(), specificity.get()));
    }

    private static Optional<Known> counts(Call call, String name) {
        return call.query(name).map(text -> {
            Matcher counts = COUNTS.matcher(text);
            if (counts.matches()) {
                long part = Long.parseLong(counts.group(1));
                long whole = Long.parseLong(counts.group(2));
                if (whole > 0 && part <= whole) {
                    return Known.of(part, whole);
                }
            }
            throw Call.badParameter(name, "must be two counts such as 54/60, the first not above the second");
        });
    }
}
