package dev.touchstone.backend.intake;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.PolicyPreview.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A preview in sentences, with what it cannot know.
final class PreviewWords {
    private PreviewWords() {}

    static String of(Duration window, long outputs, boolean complete, Effect now, Effect then) {
        if (outputs == 0) {
            return "There are no outputs of " + days(window) + " to try it on.";
        }
        String which = complete
                ? "Of the " + count(outputs) + " outputs of " + days(window)
                : "Of the latest " + count(outputs) + " outputs";
        String reviewed = then.reviewed() == now.reviewed()
                ? which + ", " + count(now.reviewed()) + " would have been reviewed, as many as now."
                : which + ", " + count(then.reviewed()) + " instead of " + count(now.reviewed())
                        + " would have been reviewed.";
        return reviewed + " " + audit(now, then);
    }

    private static String audit(Effect now, Effect then) {
        if (then.leastAudit() == 0) {
            return "Some outputs would never be audited: no figure of quality would speak for them.";
        }
        if (then.leastAudit() < now.leastAudit()) {
            return "The audit's floor falls from " + percent(now.leastAudit()) + " to " + percent(then.leastAudit())
                    + ": figures of quality become less sure.";
        }
        return then.leastAudit() > now.leastAudit()
                ? "The audit's floor rises from " + percent(now.leastAudit()) + " to " + percent(then.leastAudit())
                        + "."
                : "The audit's floor is kept at " + percent(now.leastAudit()) + ".";
    }

    /// @param unknown outputs whose texts are gone
    static List<String> notes(Policy now, Policy then, long unknown) {
        List<String> notes = new ArrayList<>();
        if (unknown > 0) {
            notes.add(count(unknown) + " outputs are not in the numbers, because retention has removed their texts.");
        }
        if (then.budget() != null && !Objects.equals(now.budget(), then.budget())) {
            notes.add(
                    "The budget's effect is not in the numbers: how many doubtful outputs it leaves to people is learned"
                            + " from what arrives.");
        }
        if (then.activeScore().isPresent()
                && (!Objects.equals(now.audit(), then.audit())
                        || !now.auditRate().equals(then.auditRate()))) {
            notes.add(
                    "The active audit's rates are not in the numbers: they are fixed when the version comes into force.");
        }
        if (!Objects.equals(now.judge(), then.judge())
                || !Objects.equals(now.committee(), then.committee())
                || !Objects.equals(now.feedback(), then.feedback())) {
            notes.add("What judge, committee and users would have sent to people is not in the numbers.");
        }
        if (!Objects.equals(now.overlap(), then.overlap())) {
            notes.add("An output that several people judge counts once.");
        }
        return notes;
    }

    private static String days(Duration window) {
        return window.toDays() == 1 ? "the last day" : "the last " + window.toDays() + " days";
    }

    private static String percent(double share) {
        return String.format(
                Locale.ENGLISH, share * 100 == Math.rint(share * 100) ? "%.0f %%" : "%.2f %%", share * 100);
    }

    private static String count(long n) {
        return String.format(Locale.ENGLISH, "%,d", n);
    }
}
