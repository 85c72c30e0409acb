package dev.touchstone.backend.review.panel;

import dev.touchstone.api.policy.Overlap;
import dev.touchstone.backend.output.Draw;

/// Whether chance gives a review to several people. What decides is the later digits of the output's sampling key:
/// the leading ones say what is audited or sampled, and reviews that were chosen by those have keys that lie close
/// together. So what is read twice is a random sample of what is read, whatever way it was chosen by.
public final class PanelDraw {
    /// How much of the key other draws use: 20 binary digits, of 53.
    private static final double LEADING = 1 << 20;

    private PanelDraw() {}

    /// @param draw how chance treated the output
    public static boolean drawn(Overlap overlap, Draw draw) {
        boolean among = switch (overlap.of()) {
            case ALL -> true;
            case AUDIT -> draw.u() < draw.auditRate();
        };
        return among && later(draw.u()) < overlap.share();
    }

    /// The later digits as a number, uniform in [0, 1) if the key is.
    static double later(double u) {
        double scaled = u * LEADING;
        return scaled - Math.floor(scaled);
    }
}
