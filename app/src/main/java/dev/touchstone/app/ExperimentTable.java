package dev.touchstone.app;

import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.api.experiment.ExperimentFindings.Difference;
import dev.touchstone.api.experiment.ExperimentFindings.Share;
import dev.touchstone.api.experiment.ExperimentResult;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Prints a result for people at a terminal.
final class ExperimentTable {
    private final PrintWriter out;

    ExperimentTable(PrintWriter out) {
        this.out = out;
    }

    void print(ExperimentResult result) {
        out.printf(
                "%s (%s, %s)%n",
                plain(result.experiment().title().name()),
                result.experiment().pipeline(),
                result.experiment().state().wire());
        print("people", result.people());
        if (result.judge() != null) {
            print("the judge, which is not quality", result.judge());
        }
        if (result.agreement() != null) {
            out.printf(
                    "%njudge and people agree on %s%n", share(result.agreement().share()));
        }
        out.println();
        result.notes().forEach(note -> out.printf("- %s%n", plain(note)));
        out.flush();
    }

    private void print(String who, ExperimentFindings findings) {
        out.printf("%n%s: %d decided, %d not%n", who, findings.decided(), findings.undecided());
        out.printf(Locale.ROOT, "  %-24s %9s  %-26s %s%n", "version", "decided", "could go out", "attributes right");
        for (ExperimentFindings.Version version : findings.versions()) {
            out.printf(
                    Locale.ROOT,
                    "  %-24s %4d/%-4d  %-26s %s%n",
                    plain(version.version()),
                    version.decided(),
                    version.items(),
                    share(version.approvalRate()),
                    version.attributeAccuracy() == null ? "" : share(version.attributeAccuracy()));
        }
        for (Difference difference : findings.differences()) {
            out.printf("  %s%n", plain(difference.words()));
        }
    }

    private static String share(@Nullable Share share) {
        return share == null
                ? "nothing decided"
                : String.format(
                        Locale.ROOT,
                        "%.1f %% (%.1f to %.1f)%s",
                        100 * share.value(),
                        100 * share.interval().lower(),
                        100 * share.interval().upper(),
                        share.enough() ? "" : ", few");
    }

    /// Names come from files: no control character of theirs reaches the terminal.
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
