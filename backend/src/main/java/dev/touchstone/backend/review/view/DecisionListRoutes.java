package dev.touchstone.backend.review.view;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import java.util.List;

/// `GET /v1/decisions`
public final class DecisionListRoutes {
    private final ReviewLists lists;

    public DecisionListRoutes(ReviewLists lists) {
        this.lists = lists;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/decisions", "listDecisions", "The last decisions of a reviewer, newest first.")
                .scope(Scope.REVIEWS_READ)
                .requiredQuery("reviewer", "The reviewer's id.")
                .query("pipeline", "Only of this pipeline and its experiments.")
                .number("limit", 1, 100, 20, "How many decisions at most; fewer when they are large.")
                .answers(Types.list(Decision.class))
                .heavy()
                .by(this::decisionsOf));
    }

    private List<Decision> decisionsOf(Call call) {
        ReviewerId reviewer = call.query("reviewer")
                .map(ReviewerId::new)
                .orElseThrow(() -> Call.badParameter("reviewer", "is required: the reviewer's id"));
        return lists.decisionsOf(reviewer, call.pipelineFilter().orElse(null), call.queryInt("limit", 20, 1, 100));
    }
}
