package dev.touchstone.backend.judge;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.judge.committee.CommitteeDao;
import dev.touchstone.backend.judge.judgment.JudgeVersions;
import dev.touchstone.backend.judge.judgment.JudgmentDao;
import dev.touchstone.backend.store.Database;
import org.jdbi.v3.core.Handle;

/// What judges and committees wrote. It may quote the output, so it goes when the output's text goes; verdict, score
/// and cost stay.
public final class JudgmentTexts {
    private final Database database;

    public JudgmentTexts(Database database) {
        this.database = database;
    }

    /// Takes away all that judges and committees wrote of one output, and the output from the examples that judges are
    /// shown, within the caller's transaction. A version whose examples became fewer keeps its id: it is the same
    /// instruction with less in it.
    ///
    /// @return how many texts there were
    public static int erase(Handle transaction, PipelineName pipeline, OutputId output) {
        return transaction.attach(JudgmentDao.class).erase(output)
                + transaction.attach(CommitteeDao.class).erase(output)
                + JudgeVersions.withdraw(transaction, pipeline, output);
    }

    /// Clears grounds and answers about outputs with ids in a range, a bounded number at once.
    ///
    /// @param afterId exclusive lower bound
    /// @param beforeId exclusive upper bound
    /// @return how many of the two were cleared, the larger number; fewer than `limit` means that none is left
    public int clear(PipelineName pipeline, String afterId, String beforeId, int limit) {
        return database.writer()
                .inTransaction(transaction -> Math.max(
                        transaction.attach(JudgmentDao.class).clearDetails(pipeline, afterId, beforeId, limit),
                        transaction.attach(CommitteeDao.class).clearAnswers(pipeline, afterId, beforeId, limit)));
    }
}
