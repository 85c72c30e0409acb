package dev.touchstone.backend.review.view;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.golden.admission.GoldenAdmission;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import dev.touchstone.backend.review.ReviewRoutes;
import dev.touchstone.backend.store.Blocking;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `GET /v1/reviews` · `GET /v1/reviews:count` · `GET /v1/reviews/{id}`
public final class ReviewListRoutes {
    private static final String PIPELINES =
            "Only of these pipelines and their experiments, separated by commas; all the key sees when absent.";
    private static final String EXCEPT = "Leaves out this review.";
    private static final int MOST_IDS = 50;

    private final ReviewLists lists;
    private final ReviewViews views;
    private final GoldenAdmission golden;

    public ReviewListRoutes(ReviewLists lists, ReviewViews views, GoldenAdmission golden) {
        this.lists = lists;
        this.views = views;
        this.golden = golden;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/reviews", "listReviews", "Reviews: open ones in queue order, others newest first.")
                        .scope(Scope.REVIEWS_READ)
                        .query("pipeline", "Only of this pipeline.")
                        .query("pipelines", PIPELINES)
                        .query(
                                "ids",
                                "These reviews, 50 at most, separated by commas, whatever their state; then"
                                        + " nothing else is looked at.")
                        .query("state", ReviewState.class, "The state they are in; open when absent.")
                        .query("reason", RouteReason.class, "Only with this reason.")
                        .query("claimed_by", "Only those this reviewer holds.")
                        .query("for", "What this reviewer could take next: not skipped, not held by others.")
                        .query("overdue", Boolean.class, "true: only those past their due time.")
                        .query("except", EXCEPT)
                        .paged()
                        .answers(Types.page(ReviewSummary.class))
                        .heavy()
                        .by(this::list),
                Endpoint.get("/v1/reviews:count", "countReviews", "How many open reviews there are, as for the list.")
                        .scope(Scope.REVIEWS_READ)
                        .query("pipeline", "Only of this pipeline.")
                        .query("pipelines", PIPELINES)
                        .query("reason", RouteReason.class, "Only with this reason.")
                        .query("for", "What this reviewer could take next: not skipped, not held by others.")
                        .query("except", EXCEPT)
                        .answers(ReviewCounts.class)
                        .by(this::count),
                Endpoint.get("/v1/reviews/{id}", "getReview", "A review with all a reviewer needs to decide it.")
                        .scope(Scope.REVIEWS_READ)
                        .number(
                                "policy_version",
                                1,
                                Integer.MAX_VALUE,
                                null,
                                "The version of the policy to show, as a form showed it; the one in force when absent.")
                        .answers(ReviewDetail.class)
                        .heavy()
                        .parks()
                        .by(this::get));
    }

    private Page<ReviewSummary> list(Call call) {
        List<ReviewId> ids = several(call, "ids", ReviewId::new);
        if (!ids.isEmpty()) {
            return new Page<>(visible(call, ids), null);
        }
        ReviewQueries.Listing listing = lists.list(filter(call));
        Cursor next = listing.next();
        return new Page<>(listing.items(), next == null ? null : next.encode());
    }

    private List<ReviewSummary> visible(Call call, List<ReviewId> ids) {
        if (ids.size() > MOST_IDS) {
            throw Call.badParameter("ids", "names " + ids.size() + " reviews; at most " + MOST_IDS + " at once");
        }
        return lists.listed(ids).stream()
                .filter(item -> call.caller().sees(item.review().pipeline()))
                .toList();
    }

    private ReviewCounts count(Call call) {
        return lists.counts(filter(call));
    }

    private static ReviewFilter filter(Call call) {
        return new ReviewFilter(
                new ReviewFilter.Among(
                        call.pipelineFilter().orElse(null),
                        several(call, "pipelines", PipelineName::new),
                        call.query("except").map(ReviewId::new).orElse(null)),
                call.queryEnum("state", ReviewState.class).orElse(ReviewState.OPEN),
                call.queryEnum("reason", RouteReason.class).orElse(null),
                new ReviewFilter.Holder(
                        call.query("claimed_by").map(ReviewerId::new).orElse(null),
                        call.query("for").map(ReviewerId::new).orElse(null)),
                call.queryFlag("overdue"),
                call.query("cursor").map(Cursor::decode).orElse(null),
                call.queryInt("limit", 50, 1, 200));
    }

    /// Parts of a parameter that names several things; empty when it is absent.
    private static <T> List<T> several(Call call, String name, Function<String, T> part) {
        return call.query(name)
                .map(text -> Arrays.stream(text.split(",", -1)).map(part).toList())
                .orElse(List.of());
    }

    private ReviewDetail get(Call call) {
        ReviewId id = new ReviewId(call.path("id"));
        Integer version = call.query("policy_version").isPresent()
                ? (Integer) call.queryInt("policy_version", 1, 1, Integer.MAX_VALUE)
                : null;
        ReviewDetail detail = detail(id, version);
        call.requireSight(detail.review().pipeline(), "unknown-review", ReviewRoutes.noReview(id.value()));
        Decision decision = detail.review().decision();
        // Whoever has just decided, and looks, is to see what became of it.
        boolean tooEarly = decision != null && detail.golden() == null && golden.settledSince(decision.decidedAt());
        return tooEarly ? detail(id, version) : detail;
    }

    private ReviewDetail detail(ReviewId id, @Nullable Integer version) {
        return Blocking.call(() -> views.detail(id, version).orElseThrow(() -> ReviewRoutes.unknown(id)));
    }
}
