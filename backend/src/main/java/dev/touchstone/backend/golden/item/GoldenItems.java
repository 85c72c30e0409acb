package dev.touchstone.backend.golden.item;

import dev.touchstone.api.golden.GoldenItem;
import dev.touchstone.api.golden.GoldenKind;
import dev.touchstone.api.golden.GoldenState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.GoldenRules;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.store.Ids;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Makes items of verdicts, and takes them back when the verdicts are. Only what a person said becomes an
/// item: judges and users have no way in.
public final class GoldenItems {
    private final InstantSource clock;
    private final Shelving shelving;

    public GoldenItems(Ids ids, InstantSource clock) {
        this.clock = clock;
        shelving = new Shelving(ids);
    }

    /// Whether an item is to be made of such a verdict.
    public static boolean learnsFrom(Verdict verdict, GoldenRules rules) {
        return Candidate.of(verdict, rules).isPresent();
    }

    /// The item that the verdict teaches; empty when the policy does not learn from such a verdict.
    public static Optional<Lesson> lesson(Verdict verdict, GoldenRules rules) {
        return Candidate.of(verdict, rules).map(candidate -> Lesson.of(verdict, rules, candidate));
    }

    /// Holds up whoever else changes the state of items, until the end of the transaction. Take it before
    /// anything else.
    public void takeTurn(Handle transaction) {
        transaction.attach(GoldenItemDao.class).takeTurn();
    }

    /// Puts the item on the shelf, dated when the decision was made.
    public void admit(Handle transaction, Lesson lesson) {
        Verdict verdict = lesson.verdict();
        GoldenRules rules = lesson.rules();
        GoldenKind kind = lesson.candidate().kind();
        PipelineName pipeline = new PipelineName(verdict.body().pipeline());
        GoldenItemDao dao = transaction.attach(GoldenItemDao.class);
        Shelving.Shelf shelf = shelving.shelf(dao, pipeline, lesson.names());
        ReviewerId reviewer = lesson.reviewer();
        List<ReviewerId> reviewers = new ArrayList<>(List.of(reviewer));
        if (kind.positive() && !shelf.fresh()) {
            dao.alsoAnswered(shelf.inputId(), shelf.targetHash(), reviewer.value())
                    .forEach(other -> reviewers.add(new ReviewerId(other)));
        }
        long decidedMs = verdict.decision().decidedAt().toEpochMilli();
        Shelving.Beginning beginning = Shelving.beginning(kind, rules, reviewers.size(), reviewer.value(), decidedMs);
        String unused = shelving.add(dao, shelf, lesson.written(reviewers), origin(verdict), beginning);
        if (beginning.state() == GoldenState.GOLDEN && beginning.why() == GoldenItem.Why.AGREEMENT) {
            int agreed = dao.agreed(shelf.inputId(), shelf.targetHash(), reviewer.value(), clock.millis());
        }
    }

    private static GoldenItemRow.Origin origin(Verdict verdict) {
        OutputFacts facts = verdict.output().facts();
        return new GoldenItemRow.Origin(
                verdict.decision().id(),
                verdict.output().id(),
                verdict.decision().reviewer().id(),
                facts.model(),
                facts.promptVersion(),
                facts.stratum(),
                verdict.randomAudit());
    }

    /// Retires the items of a decision that was taken back.
    public void undone(Handle transaction, String decisionId, ReviewerId by) {
        retire(transaction, decisionId, by, GoldenItem.Why.UNDONE);
    }

    /// Retires the items of a decision that a second look has replaced.
    public void superseded(Handle transaction, String decisionId, ReviewerId by) {
        retire(transaction, decisionId, by, GoldenItem.Why.SUPERSEDED);
    }

    private void retire(Handle transaction, String decisionId, ReviewerId by, GoldenItem.Why why) {
        GoldenItemDao dao = transaction.attach(GoldenItemDao.class);
        for (GoldenItemRow item : dao.ofDecision(decisionId)) {
            if (item.retired() && why == GoldenItem.Why.SUPERSEDED) {
                continue;
            }
            // What is taken back after it was retired by hand does not count as somebody's answer any more, either.
            dao.retire(item.id(), why.wire(), by.value(), clock.millis());
            settle(dao, item, by.value());
        }
    }

    /// Brings back the items of a decision that is in force once more.
    public void inForceAgain(Handle transaction, String decisionId, ReviewerId by) {
        GoldenItemDao dao = transaction.attach(GoldenItemDao.class);
        for (GoldenItemRow item : dao.ofDecision(decisionId)) {
            if (item.verdictGone()) {
                dao.bringBack(item.id(), by.value(), clock.millis());
                settle(dao, item, by.value());
            }
        }
    }

    private void settle(GoldenItemDao dao, GoldenItemRow item, String by) {
        if (item.kindOf().positive()) {
            int unused = dao.disagreed(item.inputId(), item.targetHash(), by, clock.millis());
            Shelving.compare(dao, item.inputId());
        }
    }
}
