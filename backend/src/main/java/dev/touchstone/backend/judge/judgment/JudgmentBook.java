package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.model.Spending;
import dev.touchstone.backend.output.OutputRow;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Records judgments with what they cost and what follows from them.
public final class JudgmentBook {
    private final InstantSource clock;
    private final Consequences consequences;
    private final Releasing releasing;

    public JudgmentBook(JudgeParts parts) {
        clock = parts.clock();
        consequences = new Consequences(parts.ids(), parts.queue());
        releasing = new Releasing(parts);
    }

    /// What was judged.
    public record Case(OutputRow output, NewOutput body, Pipeline pipeline, JudgeWork work) {}

    /// Within the caller's transaction.
    ///
    /// @param answer null when there is no verdict
    public void record(Handle transaction, JudgmentRow row, Case judged, @Nullable JudgeAnswer answer) {
        transaction.attach(JudgmentDao.class).add(row);
        Spending.record(
                transaction,
                row.versionId(),
                new Reply.Usage(row.inputTokens(), row.outputTokens()),
                row.costMicros(),
                row.judgedAtMs());
        if (answer != null) {
            consequences.apply(transaction, judged.output(), judged.pipeline(), answer, clock.instant());
            releasing.apply(transaction, judged, row.versionId(), answer);
        }
    }
}
