package dev.touchstone.backend.review;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.backend.golden.admission.DecidedVerdicts;
import dev.touchstone.backend.golden.item.Verdict;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.RouteTaken;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Tells who learns from decisions what became of them. A decision counts while its review names it; a
/// second look that was decided later has replaced it.
public final class ReviewedDecisions implements DecidedVerdicts {
    private final Outputs outputs;

    public ReviewedDecisions(Outputs outputs) {
        this.outputs = outputs;
    }

    @Override
    public Optional<Stood> find(Handle handle, String decisionId) {
        return handle.attach(DecisionDao.class)
                .find(decisionId)
                .map(row -> stood(
                        handle,
                        row,
                        handle.attach(ReviewDao.class).find(row.reviewId()).orElseThrow()));
    }

    private Stood stood(Handle handle, DecisionRow row, ReviewRow review) {
        Verdict verdict = verdict(handle, row, review);
        if (!row.id().equals(review.standing().decisionId())) {
            return new Stood(verdict, Standing.TAKEN_BACK, whoTookBack(handle, row));
        }
        Optional<ReviewRow> second = review.secondLookOf() == null
                ? handle.attach(ReviewDao.class).secondLookOf(review.id())
                : Optional.empty();
        if (second.isEmpty()) {
            return new Stood(verdict, Standing.IN_FORCE, row.by().reviewer());
        }
        Standing standing =
                SecondLook.counting(review, second).id().equals(review.id()) ? Standing.IN_FORCE : Standing.REPLACED;
        return new Stood(
                verdict, standing, decidedLast(handle, second.get(), row.by().reviewer()));
    }

    /// Null when the output's texts are gone.
    private @Nullable Verdict verdict(Handle handle, DecisionRow row, ReviewRow review) {
        OutputRow output = outputs.find(handle, review.outputId()).orElseThrow();
        @Nullable NewOutput body = output.parsedBody();
        return body == null
                ? null
                : new Verdict(
                        row.wire(),
                        output,
                        body,
                        review.pipeline(),
                        review.draw(),
                        RouteTaken.parse(review.asked().reasons()));
    }

    /// Each decision has the revision after the one before it.
    private static ReviewerId whoTookBack(Handle handle, DecisionRow row) {
        return handle.attach(DecisionDao.class).history(row.reviewId()).stream()
                .filter(later -> later.revision() > row.revision())
                .findFirst()
                .map(later -> later.by().reviewer())
                .orElse(row.by().reviewer());
    }

    /// Who decided on the second look, or took that back.
    private static ReviewerId decidedLast(Handle handle, ReviewRow review, ReviewerId otherwise) {
        return handle.attach(DecisionDao.class)
                .latest(review.id())
                .map(later -> later.by().reviewer())
                .orElse(otherwise);
    }
}
