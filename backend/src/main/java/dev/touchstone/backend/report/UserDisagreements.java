package dev.touchstone.backend.report;

import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.report.Digest.Fact;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.backend.quality.Period;
import dev.touchstone.backend.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where people decided one thing and users strongly feel the other, with examples. It changes no verdict:
/// users may dislike what is right. It shows owners where the rubric and the users part.
final class UserDisagreements {
    private static final int EXAMPLES = 3;

    private UserDisagreements() {}

    private record Case(boolean approved, String externalId) {}

    /// Empty when there is none.
    static Optional<Fact> of(Database database, PipelineName pipeline, Period period) {
        List<Case> cases = database.reader()
                .withHandle(handle -> handle.createQuery("""
                                SELECT CASE WHEN d.action = 'approve' THEN 1 ELSE 0 END, o.external_id
                                FROM review r
                                JOIN decision d ON d.id = r.decision_id
                                JOIN feedback_signal s ON s.output_id = r.output_id
                                JOIN output o ON o.id = r.output_id
                                WHERE r.pipeline = :pipeline AND r.hour >= :fromHour AND r.hour < :toHour
                                    AND r.second_look_of IS NULL
                                    AND ((d.action = :approve AND s.meaning = :bad)
                                        OR (d.action = :reject AND s.meaning = :good))
                                ORDER BY r.id DESC
                                """)
                        .bind("pipeline", pipeline)
                        .bind("fromHour", period.fromHour())
                        .bind("toHour", period.toHour())
                        .bind("approve", DecisionAction.APPROVE.wire())
                        .bind("reject", DecisionAction.REJECT.wire())
                        .bind("bad", FeedbackClass.STRONG_NEGATIVE.wire())
                        .bind("good", FeedbackClass.STRONG_POSITIVE.wire())
                        .map((row, context) -> new Case(row.getInt(1) == 1, row.getString(2)))
                        .list());
        List<String> parts = new ArrayList<>();
        add(parts, cases, true, "strongly disliked what people approved");
        add(parts, cases, false, "strongly liked what people rejected");
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fact("users_disagree", "Users see it otherwise", String.join("; ", parts), null));
    }

    private static void add(List<String> parts, List<Case> cases, boolean approved, String what) {
        List<String> ids = cases.stream()
                .filter(one -> one.approved() == approved)
                .map(Case::externalId)
                .toList();
        if (!ids.isEmpty()) {
            parts.add("of " + Words.counted(ids.size(), "output") + " users " + what + " ("
                    + String.join(", ", ids.subList(0, Math.min(EXAMPLES, ids.size())))
                    + (ids.size() > EXAMPLES ? ", …" : "") + ")");
        }
    }
}
