package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.audit.AuditPlans;
import dev.touchstone.backend.audit.ScoredAudits;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.model.Spending;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Records judgments with what they cost and what follows from them.
public final class JudgmentBook {
    private final InstantSource clock;
    private final Consequences consequences;
    private final Releasing releasing;
    private final ScoredAudits audits;

    public JudgmentBook(JudgeParts parts) {
        clock = parts.storage().clock();
        consequences = new Consequences(parts.storage().ids(), parts.queue());
        releasing = new Releasing(parts);
        audits = new ScoredAudits(
                new AuditPlans(parts.storage().database(), parts.storage().clock()),
                parts.pipelines(),
                parts.queue(),
                parts.storage().ids(),
                parts.storage().clock());
    }

    /// What was judged.
    ///
    /// @param ruled whether the judgment came of the policy's own rules alone, without anybody asking, asking
    ///     again after it was given up, or drawing a sample: only such a one may release, because only such
    ///     ones certify
    public record Case(OutputRow output, NewOutput body, Pipeline pipeline, boolean ruled) {}

    /// What somebody had asked for before the rules did draws the output all the same. Within the caller's
    /// transaction.
    void alreadySaid(Handle transaction, OutputRow output, JudgmentRow said) {
        if (said.answer().score() != null) {
            audits.draw(transaction, output, said.answer().score(), said.versionId());
        }
    }

    /// Within the caller's transaction.
    ///
    /// @param answer null when there is no verdict
    public void record(Handle transaction, JudgmentRow row, Case judged, @Nullable JudgeAnswer answer) {
        JudgmentDao dao = transaction.attach(JudgmentDao.class);
        boolean known = dao.find(row.outputId(), row.versionId())
                .filter(before -> before.answer().verdict() != null)
                .isPresent();
        dao.add(row, judged.ruled() && answer != null);
        Spending.record(
                transaction,
                row.versionId(),
                new Reply.Usage(row.effort().inputTokens(), row.effort().outputTokens()),
                row.effort().costMicros(),
                row.effort().judgedAtMs());
        if (Outputs.at(transaction, row.outputId()).map(OutputRow::body).isEmpty()) {
            // Its text went meanwhile, and what was said of it goes too.
            int unused = dao.erase(row.outputId());
            return;
        }
        // Of two that were asked at once the first has said what counts.
        if (answer != null && !known) {
            if (judged.ruled()) {
                // Chance first: what it draws, the judge need not send to people.
                audits.draw(transaction, judged.output(), answer.score(), row.versionId());
            }
            consequences.apply(transaction, judged.output(), judged.pipeline(), answer, clock.instant());
            releasing.apply(transaction, judged, row.versionId(), answer);
        }
    }
}
