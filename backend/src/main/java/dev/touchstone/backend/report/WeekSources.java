package dev.touchstone.backend.report;

import dev.touchstone.api.quality.RetrievalReport;
import dev.touchstone.api.quality.RetrievalReport.CauseShare;
import dev.touchstone.api.quality.RetrievalReport.ErrorShare;
import dev.touchstone.api.report.Digest.Fact;
import dev.touchstone.api.rubric.RetrievalCause;
import java.util.Comparator;
import java.util.Optional;

/// How many of a week's errors are retrieval's, in a line. Titles of sources stay out of it: others wrote them.
final class WeekSources {
    /// With fewer errors the interval says everything.
    private static final long FEWEST = 10;

    private WeekSources() {}

    /// Empty when too few errors say why.
    static Optional<Fact> of(RetrievalReport report) {
        ErrorShare share = report.retrieval();
        Double value = share == null ? null : share.value();
        if (share == null || value == null || share.errors() < FEWEST) {
            return Optional.empty();
        }
        String text = Words.valued(value, share.interval()) + " of errors are retrieval's, from "
                + Words.counted(share.errors(), "error") + " of outputs with sources"
                + (share.worstCase() == null
                        ? ""
                        : "; " + Words.range(share.worstCase()) + " if all that do not say why were of one kind")
                + mostOften(report);
        return Optional.of(new Fact("retrieval", "Sources", text, null));
    }

    private static String mostOften(RetrievalReport report) {
        return report.causes().stream()
                .filter(cause -> cause.cause() != null && cause.share().n() > 0)
                .max(Comparator.comparingLong(cause -> cause.share().n()))
                .map(cause -> "; most often: " + name(cause) + " ("
                        + Words.count(cause.share().n()) + ")")
                .orElse("");
    }

    private static String name(CauseShare cause) {
        RetrievalCause known = cause.cause();
        return known == null ? "" : known.wire().replace('_', ' ');
    }
}
