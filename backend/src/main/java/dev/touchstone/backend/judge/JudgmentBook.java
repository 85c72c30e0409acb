package dev.touchstone.backend.judge;

import dev.touchstone.api.NewOutput;
import dev.touchstone.api.Pipeline;
import dev.touchstone.backend.output.OutputRow;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Records judgments with what they cost and what follows from them.
final class JudgmentBook {
    private final InstantSource clock;
    private final Consequences consequences;
    private final Releasing releasing;

    JudgmentBook(JudgeParts parts) {
        clock = parts.clock();
        consequences = new Consequences(parts.ids(), parts.queue());
        releasing = new Releasing(parts);
    }

    /// What was judged.
    record Case(OutputRow output, NewOutput body, Pipeline pipeline, Work work) {}

    /// Within the caller's transaction.
    ///
    /// @param answer null when there is no verdict
    void record(Handle transaction, JudgmentRow row, Case judged, @Nullable Answer answer) {
        JudgmentDao dao = transaction.attach(JudgmentDao.class);
        dao.add(row);
        dao.spend(
                Spending.week(row.judgedAtMs()),
                row.versionId(),
                row.inputTokens(),
                row.outputTokens(),
                row.costMicros(),
                row.judgedAtMs());
        if (answer != null) {
            consequences.apply(transaction, judged.output(), judged.pipeline(), answer, clock.instant());
            releasing.apply(transaction, judged, row.versionId(), answer);
        }
    }
}
