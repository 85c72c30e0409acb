package dev.touchstone.backend.review;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.WireEnum;
import dev.touchstone.backend.output.Draw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// What draws and budgets need to know of reviews, and leave on them.
public final class SampledReviews {
    private static final int IDS_AT_ONCE = 500;

    private SampledReviews() {}

    /// A review of an output that a sample drew.
    ///
    /// @param openedBy the sample that opened the review; null when it was there before
    /// @param pi the inclusion probability that estimates may use; null when the sample stands by itself
    public record Mark(
            ReviewId reviewId,
            @Nullable String openedBy,
            @Nullable Double pi) {}

    /// Verdicts of randomly chosen reviews in one stratum.
    ///
    /// @param wrong of them, how many were edited or rejected
    public record Pilot(String stratum, long decided, long wrong) {}

    /// Records on reviews that a sample contains them. The largest probability stays.
    public static void mark(Handle transaction, List<Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = transaction.prepareBatch("""
                UPDATE review SET sample_id = COALESCE(sample_id, :openedBy),
                    sample_pi = CASE WHEN sample_pi IS NULL OR sample_pi < :pi THEN :pi ELSE sample_pi END
                WHERE id = :id
                """)) {
            for (Mark mark : marks) {
                batch.bind("openedBy", mark.openedBy())
                        .bind("pi", mark.pi())
                        .bind("id", mark.reviewId())
                        .add();
            }
            batch.execute();
        }
    }

    /// Records on a review that its output was drawn with another probability, once its score was known. People
    /// who have not judged it yet judge it blind.
    public static void drawn(Handle transaction, ReviewId id, Draw draw) {
        transaction
                .createUpdate("""
                        UPDATE review SET pi = :pi, audit_rate = :auditRate,
                            blind = CASE WHEN state = 'open' THEN TRUE ELSE blind END
                        WHERE id = :id
                        """)
                .bind("pi", draw.pi())
                .bind("auditRate", draw.auditRate())
                .bind("id", id)
                .execute();
    }

    /// Records on a review that its output turned out to be doubtful, and was drawn as such.
    public static void doubted(Handle transaction, ReviewId id, Draw draw, RouteReason reason) {
        transaction
                .createUpdate("""
                        UPDATE review SET pi = :pi, audit_rate = :auditRate,
                            reasons = CASE WHEN reasons LIKE '%' || :reason || '%' THEN reasons
                                ELSE reasons || ',' || :reason END
                        WHERE id = :id
                        """)
                .bind("pi", draw.pi())
                .bind("auditRate", draw.auditRate())
                .bind("reason", reason.wire())
                .bind("id", id)
                .execute();
    }

    /// How far reviews are, by id.
    public static Map<ReviewId, ReviewState> states(Handle handle, List<ReviewId> reviewIds) {
        Map<ReviewId, ReviewState> states = new HashMap<>();
        for (int i = 0; i < reviewIds.size(); i += IDS_AT_ONCE) {
            handle.createQuery("SELECT id, state FROM review WHERE id IN (<ids>)")
                    .bindList("ids", reviewIds.subList(i, Math.min(reviewIds.size(), i + IDS_AT_ONCE)))
                    .map((row, context) ->
                            Map.entry(row.getString(1), WireEnum.read(ReviewState.class, row.getString(2))))
                    .forEach(entry -> states.put(new ReviewId(entry.getKey()), entry.getValue()));
        }
        return states;
    }

    /// Verdicts per stratum in the hours [from, to), of reviews that chance alone chose.
    public static List<Pilot> pilots(Handle handle, PipelineName pipeline, long fromHour, long toHour) {
        return handle.createQuery("""
                        SELECT r.stratum, COUNT(*) AS decided,
                            SUM(CASE WHEN d.action = 'approve' THEN 0 ELSE 1 END) AS wrong
                        FROM review r JOIN decision d ON d.id = r.decision_id
                        WHERE r.pipeline = :pipeline AND r.hour >= :from AND r.hour < :to AND r.state = 'decided'
                            AND (r.u < r.audit_rate OR r.sample_pi IS NOT NULL)
                        GROUP BY r.stratum
                        """)
                .bind("pipeline", pipeline)
                .bind("from", fromHour)
                .bind("to", toHour)
                .map((row, context) -> new Pilot(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /// Doubtful outputs of the hours [from, to): those that chance chose, each standing for 1/π. Exact while none is
    /// thinned, and none may be released by the judge.
    public static double doubtful(Handle handle, PipelineName pipeline, long fromHour, long toHour) {
        return handle.createQuery("""
                        SELECT COALESCE(SUM(1.0 / pi), 0) FROM review
                        WHERE pipeline = :pipeline AND hour >= :from AND hour < :to AND u < pi
                            AND (reasons LIKE '%low_confidence%' OR reasons LIKE '%missing_confidence%'
                                OR reasons LIKE '%attribute_rule%')
                        """)
                .bind("pipeline", pipeline)
                .bind("from", fromHour)
                .bind("to", toHour)
                .mapTo(Double.class)
                .one();
    }

    /// Reviews of the hours [from, to) that the random audit chose.
    public static long audited(Handle handle, PipelineName pipeline, long fromHour, long toHour) {
        return handle.createQuery("""
                        SELECT COUNT(*) FROM review
                        WHERE pipeline = :pipeline AND hour >= :from AND hour < :to AND u < audit_rate
                        """)
                .bind("pipeline", pipeline)
                .bind("from", fromHour)
                .bind("to", toHour)
                .mapTo(Long.class)
                .one();
    }
}
