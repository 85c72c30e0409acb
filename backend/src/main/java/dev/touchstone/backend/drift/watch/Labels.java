package dev.touchstone.backend.drift.watch;

import dev.touchstone.api.id.ReviewId;
import java.util.List;

/// How far rejections speak of attributes. A plain rejection says nothing of them, so what is left of an attribute
/// would be the approvals, and it would look perfect. Other verdicts are therefore thinned to the share of rejections
/// that were labelled of late: what is fed is then mixed as the outputs are, as long as people do not label the easy
/// ones only.
///
/// @param rejected late rejections, each counting less with every later one
/// @param named of those, the ones that said something of attributes
/// @param other late verdicts that say something of every attribute there is
/// @param bearing of those, the ones whose output had attributes
/// @param everNamed rejections that said something, since the beginning
/// @param everSilent rejections that may have left attributes out, since the beginning
public record Labels(double rejected, double named, double other, double bearing, long everNamed, long everSilent) {
    /// Fewer say too little of the share.
    static final int LEAST_NAMED = 10;

    private static final double LEAST_SHARE = 0.05;
    private static final double FORGET_REJECTED = 0.99;
    private static final double FORGET_OTHER = 0.998;

    static Labels start() {
        return new Labels(0, 0, 0, 0, 0, 0);
    }

    Labels next(AuditFact fact) {
        boolean said = !fact.said().attributes().isEmpty();
        if (fact.said().speech() == AuditFact.Speech.FULL) {
            return new Labels(
                    rejected,
                    named,
                    other * FORGET_OTHER + 1,
                    bearing * FORGET_OTHER + (said ? 1 : 0),
                    everNamed,
                    everSilent);
        }
        return new Labels(
                rejected * FORGET_REJECTED + 1,
                named * FORGET_REJECTED + (said ? 1 : 0),
                other,
                bearing,
                everNamed + (said ? 1 : 0),
                everSilent + (said ? 0 : 1));
    }

    /// The share of rejected outputs with attributes of which something was said, 0 to 1: 0 while too few were.
    double share() {
        if (everSilent == 0) {
            return 1;
        }
        double withAttributes = other == 0 ? rejected : rejected * bearing / other;
        double share = everNamed < LEAST_NAMED || withAttributes <= 0 ? 0 : Math.min(1, named / withAttributes);
        return share < LEAST_SHARE ? 0 : share;
    }

    /// What people should do, and what is left out until they have.
    public List<String> notes() {
        if (everSilent == 0 || bearing == 0) {
            return List.of();
        }
        double share = share();
        return List.of(
                share == 0
                        ? "Too few rejections name what was wrong (" + everNamed + " of " + (everNamed + everSilent)
                                + "), so attributes are not watched: approvals alone would make them look perfect. Ask"
                                + " reviewers to mark the wrong attributes when they reject; with " + LEAST_NAMED
                                + " labelled rejections watching begins."
                        : "About " + Math.round(100 * share)
                                + " % of late rejections name what was wrong. Attributes are"
                                + " watched in that share of the other verdicts too, so that both count alike; the more"
                                + " rejections are labelled, the sooner a change is seen.");
    }

    /// Whether a verdict goes into the series of attributes. Chance decides by the review's id, so that taking the same
    /// again gives the same.
    ///
    /// @param fact with attributes
    boolean feeds(AuditFact fact) {
        double share = share();
        return fact.said().speech() == AuditFact.Speech.FULL ? key(fact.reviewId()) < share : share > 0;
    }

    /// In [0, 1): FNV-1a, then the last step of SplitMix64, which spreads what differs in the last characters only.
    private static double key(ReviewId id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.value().length(); i++) {
            hash = (hash ^ id.value().charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return ((hash ^ hash >>> 31) >>> 11) * 0x1.0p-53;
    }
}
