package dev.touchstone.app.replay;

import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/// Counts what became of replayed lines.
final class ReplaySummary {
    private final Map<RouteReason, Integer> reasons;
    private final Map<String, Integer> problems;
    private static final int MOST_TOLD = 20;

    private int told;
    private long first;
    private int stored;
    private int known;
    private int reviewed;
    private int refused;

    /// The counts as they are kept over an interruption.
    ///
    /// @param reasons how often each reason sent a line to review
    /// @param problems how often each problem refused one
    /// @param stored lines taken for the first time
    /// @param known lines taken before
    /// @param reviewed lines that were sent to review
    /// @param refused lines that were not taken
    record Counts(
            Map<RouteReason, Integer> reasons,
            Map<String, Integer> problems,
            int stored,
            int known,
            int reviewed,
            int refused) {}

    ReplaySummary(Counts before) {
        reasons = new TreeMap<>(before.reasons());
        problems = new TreeMap<>(before.problems());
        stored = before.stored();
        known = before.known();
        reviewed = before.reviewed();
        refused = before.refused();
    }

    Counts counts() {
        return new Counts(reasons, problems, stored, known, reviewed, refused);
    }

    void add(BatchLine line) {
        OutputReceipt receipt = line.receipt();
        if (receipt == null) {
            refused++;
            problems.merge(line.problem() == null ? "unknown" : line.problem().detail(), 1, Integer::sum);
            return;
        }
        if (line.status() == 200) {
            known++;
        } else {
            stored++;
        }
        if (receipt.route() == RouteName.TO_REVIEW) {
            reviewed++;
            receipt.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        }
    }

    /// A line that could not be posted. The first ones are told at once, so that a file that is wrong altogether is
    /// noticed.
    ///
    /// @param why to follow "line N "
    void unreadable(long line, String why) {
        refused++;
        if (told < MOST_TOLD) {
            told++;
            System.err.printf("%nline %d %s%n", line, why);
        }
        problems.merge("Lines that cannot be read, the first is line " + firstUnreadable(line), 1, Integer::sum);
    }

    private long firstUnreadable(long line) {
        first = first == 0 ? line : first;
        return first;
    }

    int refused() {
        return refused;
    }

    void print(PrintStream out) {
        int taken = stored + known;
        out.printf("outputs in       %6d  (%d new, %d known already)%n", taken, stored, known);
        out.printf("auto-approved    %6d%n", taken - reviewed);
        out.printf("to review        %6d  (%.1f %%)%n", reviewed, taken == 0 ? 0 : 100.0 * reviewed / taken);
        reasons.forEach((reason, count) -> out.printf("  %-20s %6d%n", reason.wire(), count));
        if (refused > 0) {
            out.printf("refused          %6d%n", refused);
            problems.forEach((detail, count) -> out.printf("  %6d × %s%n", count, detail));
        }
    }
}
