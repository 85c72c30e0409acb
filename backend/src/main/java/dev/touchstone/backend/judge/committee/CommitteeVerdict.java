package dev.touchstone.backend.judge.committee;

import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.backend.judge.committee.CommitteeRow.Member;
import dev.touchstone.backend.judge.judgment.JudgeParts;
import dev.touchstone.backend.model.Reply;
import dev.touchstone.backend.model.Spending;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.review.NewReview;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Records what a model said, and what all of them say together once the last has answered or failed: enough
/// answers that differ send the output to review, unless people look at it already or have. Such a review has
/// no inclusion probability, because it depends on what the output says, so estimates leave it out.
final class CommitteeVerdict {
    private final JudgeParts parts;
    private final CommitteeQueue queue;

    CommitteeVerdict(JudgeParts parts, CommitteeQueue queue) {
        this.parts = parts;
        this.queue = queue;
    }

    /// Within the caller's transaction. A part that is finished stays as it is.
    ///
    /// @param spender under which name its cost is kept
    /// @param called whether there was a call to pay for
    /// @param toCompare whether the judge has to compare the answer
    void record(
            Handle transaction, OutputRow output, Member member, String spender, boolean called, boolean toCompare) {
        CommitteeDao dao = transaction.attach(CommitteeDao.class);
        // Of the last two parts, on whichever nodes, one must see the other.
        CommitteeRow asked = dao.lock(output.id()).orElseThrow();
        if (called) {
            long now = parts.storage().clock().millis();
            Spending.record(
                    transaction,
                    spender,
                    new Reply.Usage(
                            member.effort().inputTokens(), member.effort().outputTokens()),
                    member.effort().costMicros(),
                    now);
        }
        if (dao.add(member) == 0) {
            return;
        }
        if (Outputs.at(transaction, output.id()).map(OutputRow::body).isEmpty()) {
            // Its text went meanwhile, and what was said of it goes too.
            int unused = dao.erase(output.id());
            return;
        }
        if (toCompare) {
            queue.enqueue(transaction, asked, List.of(member.model()), CommitteeWork.Step.COMPARE);
        }
        List<Member> members = dao.members(output.id());
        if (asked.times().settledAtMs() == null && members.stream().allMatch(Member::finished)) {
            settle(transaction, asked, output, members);
        }
    }

    private void settle(Handle transaction, CommitteeRow asked, OutputRow output, List<Member> members) {
        Instant now = parts.storage().clock().instant();
        @Nullable Boolean disagrees = asked.verdict(members);
        transaction.attach(CommitteeDao.class).settle(output.id(), disagrees, now.toEpochMilli());
        if (!Boolean.TRUE.equals(disagrees)) {
            return;
        }
        String fresh = parts.storage().ids().next();
        if (parts.queue()
                .claimOutput(transaction, output.id(), new ReviewId(fresh))
                .isEmpty()) {
            return;
        }
        double differing = members.stream().filter(Member::differs).count();
        double comparable = members.stream()
                .filter(member -> member.said().failure() == null)
                .count();
        parts.queue()
                .open(
                        transaction,
                        List.of(new NewReview(
                                new ReviewId(fresh),
                                output,
                                List.of(RouteReason.COMMITTEE_DISAGREEMENT),
                                false,
                                differing / comparable,
                                now.toEpochMilli(),
                                NewReview.dueAtMs(
                                        now,
                                        parts.pipelines()
                                                .require(output.pipeline())
                                                .policy()
                                                .reviewSla()))));
    }
}
