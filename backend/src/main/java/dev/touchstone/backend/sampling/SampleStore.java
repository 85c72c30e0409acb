package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.SampleAudience;
import dev.touchstone.backend.judge.judgment.JudgeQueue;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.review.NewReview;
import dev.touchstone.backend.review.ReviewQueue;
import dev.touchstone.backend.review.SampledReviews;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Stores a draw with everything that follows from it: members, their reviews or the judge's work, and an entry in
/// the ledger.
final class SampleStore {
    private final Database database;
    private final Ids ids;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Outputs outputs;
    private final ReviewQueue queue;
    private final JudgeQueue judge;

    SampleStore(
            Database database,
            Ids ids,
            InstantSource clock,
            Ledger ledger,
            Outputs outputs,
            ReviewQueue queue,
            JudgeQueue judge) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.ledger = ledger;
        this.outputs = outputs;
        this.queue = queue;
        this.judge = judge;
    }

    /// Who wants the draw. Plan and period together are drawn once.
    record Order(String plan, String period, @Nullable String seed, String by, SampleAudience to) {}

    private record Summary(PipelineName pipeline, String plan, String period, long population, long members) {}

    /// @return the stored sample; the one that was there before when somebody else was faster
    SampleRow store(Pipeline pipeline, Design design, Order order, Drawn drawn) {
        SampleRow row = row(pipeline, design, order, drawn);
        return database.writer().inTransaction(transaction -> {
            SampleDao dao = transaction.attach(SampleDao.class);
            if (dao.insert(row) == 0) {
                return dao.ofPeriod(
                                row.pipeline(),
                                row.occasion().plan(),
                                row.occasion().period())
                        .orElseThrow();
            }
            dao.insertStrata(row.id(), drawn.strata());
            dao.insertMembers(row.id(), openReviews(transaction, pipeline, design, row, drawn.members()));
            ledger.append(
                    transaction,
                    order.by(),
                    "sample.drawn",
                    row.id(),
                    null,
                    new Summary(
                            row.pipeline(),
                            row.occasion().plan(),
                            row.occasion().period(),
                            row.result().population(),
                            row.result().members()));
            return row;
        });
    }

    private SampleRow row(Pipeline pipeline, Design design, Order order, Drawn drawn) {
        return new SampleRow(
                ids.next(),
                pipeline.name(),
                new SampleRow.Occasion(order.plan(), order.period()),
                new SampleRow.Window(design.window().fromHour(), design.window().toHour()),
                new SampleRow.Asked(
                        design.method().wire(),
                        design.allocation().wire(),
                        design.amount().size(),
                        design.amount().rate(),
                        design.floor(),
                        order.seed(),
                        design.start()),
                pipeline.policyVersion(),
                new SampleRow.Result(drawn.population(), drawn.members().size(), note(order, drawn)),
                new SampleRow.Order(clock.millis(), order.by(), order.to().wire()));
    }

    private @Nullable String note(Order order, Drawn drawn) {
        if (!order.to().judge() || judge.enabled()) {
            return drawn.note();
        }
        String unjudged = "No judge is configured; set judge.model, or nobody judges this sample.";
        return drawn.note() == null ? unjudged : drawn.note() + " " + unjudged;
    }

    private List<SampleDao.Member> openReviews(
            Handle transaction, Pipeline pipeline, Design design, SampleRow sample, List<Drawn.Member> drawn) {
        List<SampleDao.Member> members = new ArrayList<>();
        List<NewReview> reviews = new ArrayList<>();
        List<SampledReviews.Mark> marks = new ArrayList<>();
        List<JudgeQueue.Sampled> judged = new ArrayList<>();
        for (Drawn.Member member : drawn) {
            String fresh = ids.next();
            boolean opened = sample.to().people()
                    && member.hasText()
                    && queue.claimOutput(transaction, member.outputId(), new ReviewId(fresh))
                            .isPresent();
            OutputRow output = outputs.find(transaction, member.outputId()).orElseThrow();
            if (opened) {
                reviews.add(review(fresh, pipeline, output));
            }
            ReviewId reviewId = output.routed().reviewId();
            members.add(new SampleDao.Member(
                    member.outputId(), member.stratum(), member.u(), member.pi(), reviewId, opened));
            if (sample.to().judge() && member.hasText()) {
                judged.add(new JudgeQueue.Sampled(output, member.pi()));
            }
            if (reviewId != null && sample.to().people()) {
                // A seeded sample cuts the key elsewhere: the larger of two probabilities would not be that of either.
                Double pi = design.start() == 0 ? member.pi() : null;
                marks.add(new SampledReviews.Mark(reviewId, opened ? sample.id() : null, pi));
            }
        }
        queue.open(transaction, reviews);
        SampledReviews.mark(transaction, marks);
        judge.sampled(transaction, judged);
        return members;
    }

    private NewReview review(String id, Pipeline pipeline, OutputRow output) {
        Instant now = clock.instant();
        return new NewReview(
                new ReviewId(id),
                output,
                List.of(RouteReason.SCHEDULED_SAMPLE),
                true,
                0,
                now.toEpochMilli(),
                NewReview.dueAtMs(now, pipeline.policy().reviewSla()));
    }
}
