package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.feedback.FeedbackLine;
import dev.touchstone.api.feedback.FeedbackLink;
import dev.touchstone.api.feedback.FeedbackReceipt;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.feedback.NewFeedbackLink;
import dev.touchstone.api.feedback.OutputFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionPage;
import dev.touchstone.api.review.DecisionQuery;
import dev.touchstone.api.review.FoundDecision;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputPage;
import dev.touchstone.api.review.OutputQuery;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.RequestedReview;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.review.Withdrawal;
import dev.touchstone.api.wire.Health;
import dev.touchstone.api.wire.HumanDurations;
import dev.touchstone.api.wire.LedgerHead;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Reviewer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The Java client of the API. Every method waits for the answer, at most the deadline of its [ClientOptions] per
/// attempt, and repeats a request that failed in a passing way; all of them can be repeated safely.
///
/// Every method throws [ApiException] when the backend refuses and [UnreachableException] when it does not answer.
/// Thread-safe; close it when done.
public final class TouchstoneClient implements AutoCloseable {
    private final Transport transport;

    /// @param baseUrl where the backend listens, such as `http://127.0.0.1:8400`
    /// @param key an API key
    public TouchstoneClient(String baseUrl, String key) {
        this(baseUrl, key, ClientOptions.DEFAULT);
    }

    public TouchstoneClient(String baseUrl, String key, ClientOptions options) {
        this.transport = new Transport(URI.create(baseUrl.replaceAll("/+$", "") + "/"), key, options);
    }

    private TouchstoneClient(Transport transport) {
        this.transport = transport;
    }

    /// The console's client as one of the people who are signed in there: whatever it asks for is allowed or refused as
    /// theirs, and the ledger names them. It lives as long as this one and need not be closed.
    ///
    /// @param session the token of their session
    /// @param pipeline which of theirs it is about; null for administrators who act for the whole installation
    public TouchstoneClient actingFor(String session, @Nullable PipelineName pipeline) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Touchstone-Session", session));
        if (pipeline != null) {
            headers.put("Touchstone-Pipeline", pipeline.value());
        }
        return new TouchstoneClient(transport.with(headers));
    }

    // Pipelines

    public List<Pipeline> pipelines() {
        return transport.page(Call.get("v1/pipelines"), Pipeline.class).items();
    }

    public Pipeline pipeline(String name) {
        return transport.send(Call.get("v1/pipelines/" + encode(name)), Pipeline.class);
    }

    /// Creates the pipeline or puts a new version of its policy into force.
    public Pipeline putPipeline(String name, Policy policy) {
        return transport.send(Call.json("PUT", "v1/pipelines/" + encode(name), policy), Pipeline.class);
    }

    // Outputs

    /// Posts one output; returns once it is durable.
    public OutputReceipt post(NewOutput output) {
        return transport.send(Call.json("POST", "v1/outputs", output), OutputReceipt.class);
    }

    /// Posts up to 1,000 outputs at once.
    ///
    /// @return an answer per output, in order
    public List<BatchLine> postBatch(List<NewOutput> outputs) {
        return transport.lines("v1/outputs:batch", outputs, BatchLine.class);
    }

    public OutputView output(OutputId id) {
        return transport.send(Call.get("v1/outputs/" + encode(id.value())), OutputView.class);
    }

    /// The outputs that pipelines gave this id, at most one of each pipeline, newest first.
    public List<OutputView> outputsNamed(String externalId) {
        return outputs(OutputQuery.ALL.named(externalId), null, 1).items();
    }

    /// Outputs, newest first. A page may be empty while there is more to search.
    ///
    /// @param cursor of the page before; null for the first
    /// @param limit 1 to 200
    public OutputPage outputs(OutputQuery query, @Nullable String cursor, int limit) {
        return transport.send(Call.get(search("v1/outputs", query.parameters(), cursor, limit)), OutputPage.class);
    }

    private static String search(String path, Map<String, String> conditions, @Nullable String cursor, int limit) {
        StringBuilder query = new StringBuilder(path + "?limit=" + limit);
        conditions.forEach(
                (name, value) -> query.append("&").append(name).append("=").append(encode(value)));
        return cursor == null ? query.toString() : query + "&cursor=" + encode(cursor);
    }

    /// Asks people to look at a stored output, whatever its route was.
    public RequestedReview requestReview(OutputId id, ReviewRequest request) {
        return transport.send(
                Call.json("POST", "v1/outputs/" + encode(id.value()) + ":review", request), RequestedReview.class);
    }

    /// Withdraws an open review that is not needed any more. To repeat it changes nothing.
    public Review withdrawReview(ReviewId id, Withdrawal withdrawal) {
        return transport.send(
                Call.json("POST", "v1/reviews/" + encode(id.value()) + ":withdraw", withdrawal), Review.class);
    }

    /// The output as it stands when its review is decided, or when the time is up.
    public OutputView awaitVerdict(OutputId id, Duration atMost) {
        return transport.send(
                Call.get("v1/outputs/" + encode(id.value()) + "?wait=" + HumanDurations.format(atMost))
                        .withWait(atMost),
                OutputView.class);
    }

    // Feedback

    /// Posts what a user did with an output; returns once it is durable.
    public FeedbackReceipt feedback(NewFeedback event) {
        return transport.send(Call.json("POST", "v1/feedback", event), FeedbackReceipt.class);
    }

    /// Posts up to 1,000 events at once.
    ///
    /// @return an answer per event, in order
    public List<FeedbackLine> feedback(List<NewFeedback> events) {
        return transport.lines("v1/feedback:batch", events, FeedbackLine.class);
    }

    /// Makes a link with which somebody without a key gives feedback.
    public FeedbackLink feedbackLink(NewFeedbackLink wish) {
        return transport.send(Call.json("POST", "v1/feedback-links", wish), FeedbackLink.class);
    }

    /// What users did with an output, and what it comes to.
    public OutputFeedback feedback(OutputId id) {
        return transport.send(Call.get("v1/outputs/" + encode(id.value()) + "/feedback"), OutputFeedback.class);
    }

    // Reviews
    /// How many open reviews a query finds; its state and page play no part.
    public ReviewCounts countReviews(ReviewQuery query) {
        return transport.send(Call.get("v1/reviews:count" + query(query.narrowed())), ReviewCounts.class);
    }

    /// Certain reviews, 50 at most, whatever their state, in the order of the ids.
    public List<ReviewSummary> reviews(List<ReviewId> ids) {
        return ids.isEmpty()
                ? List.of()
                : transport
                        .page(
                                Call.get("v1/reviews"
                                        + query(Map.of(
                                                "ids",
                                                ids.stream()
                                                        .map(ReviewId::value)
                                                        .collect(Collectors.joining(","))))),
                                ReviewSummary.class)
                        .items();
    }

    public Page<ReviewSummary> reviews(ReviewQuery query) {
        return transport.page(Call.get("v1/reviews" + query(query.listed())), ReviewSummary.class);
    }

    public ReviewDetail review(ReviewId id) {
        return transport.send(Call.get("v1/reviews/" + encode(id.value())), ReviewDetail.class);
    }

    /// The review with the policy as a form showed it.
    ///
    /// @param policyVersion from an earlier detail; null for the policy in force
    public ReviewDetail review(ReviewId id, @Nullable Integer policyVersion) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("policy_version", policyVersion);
        return transport.send(Call.get("v1/reviews/" + encode(id.value()) + query(values)), ReviewDetail.class);
    }

    public Review claim(ReviewId reviewId, ClaimRequest request) {
        return transport.send(Call.json("POST", reviewPath(reviewId, "claim"), request), Review.class);
    }

    public Review handBack(ReviewId reviewId, Reviewer reviewer) {
        return transport.send(
                Call.json("POST", reviewPath(reviewId, "hand-back"), ClaimRequest.of(reviewer)), Review.class);
    }

    public Review skip(ReviewId reviewId, Reviewer reviewer) {
        return transport.send(Call.json("POST", reviewPath(reviewId, "skip"), ClaimRequest.of(reviewer)), Review.class);
    }

    public Review decide(ReviewId reviewId, NewDecision decision) {
        return decide(reviewId, decision, UUID.randomUUID().toString());
    }

    /// @param idempotencyKey the same key again gets the same answer, also from another process
    public Review decide(ReviewId reviewId, NewDecision decision, String idempotencyKey) {
        return transport.send(
                Call.json("POST", reviewPath(reviewId, "decisions"), decision).withKey(idempotencyKey), Review.class);
    }

    public Review undo(ReviewId reviewId, UndoRequest request) {
        return undo(reviewId, request, UUID.randomUUID().toString());
    }

    public Review undo(ReviewId reviewId, UndoRequest request, String idempotencyKey) {
        return transport.send(
                Call.json("POST", reviewPath(reviewId, "undo"), request).withKey(idempotencyKey), Review.class);
    }

    /// The last decisions of a reviewer, newest first.
    public List<Decision> decisionsOf(ReviewerId reviewerId, int limit) {
        return decisions(DecisionQuery.ALL.reviewer(reviewerId), null, limit).items().stream()
                .map(FoundDecision::decision)
                .toList();
    }

    /// Decisions, newest first. A page may be empty while there is more to search.
    ///
    /// @param cursor of the page before; null for the first
    /// @param limit 1 to 200
    public DecisionPage decisions(DecisionQuery query, @Nullable String cursor, int limit) {
        return transport.send(Call.get(search("v1/decisions", query.parameters(), cursor, limit)), DecisionPage.class);
    }

    /// Where the ledger ends.
    public LedgerHead ledgerHead() {
        return transport.send(Call.get("v1/ledger/head"), LedgerHead.class);
    }

    /// Samples of past windows, and reviewer budgets.
    public SampleClient sampling() {
        return new SampleClient(transport);
    }

    /// Deliveries, for whoever carries them out, and for those that were given up.
    public DeliveryClient deliveries() {
        return new DeliveryClient(transport);
    }

    /// Quality figures, advice and plans.
    public QualityClient quality() {
        return new QualityClient(transport);
    }

    /// The judge.
    public JudgeClient judge() {
        return new JudgeClient(transport);
    }

    /// Policies over time.
    public PolicyClient policies() {
        return new PolicyClient(transport);
    }

    /// API keys.
    public KeyClient keys() {
        return new KeyClient(transport);
    }

    /// The ledger.
    public LedgerClient ledger() {
        return new LedgerClient(transport);
    }

    /// Alarms.
    public AlarmClient alarms() {
        return new AlarmClient(transport);
    }

    /// Weekly digests.
    public DigestClient digests() {
        return new DigestClient(transport);
    }

    /// Development mode: prompt versions compared on a small set.
    public ExperimentClient experiments() {
        return new ExperimentClient(transport);
    }

    /// Items, datasets and versions.
    public GoldenClient goldenSet() {
        return new GoldenClient(transport);
    }

    /// Texts that must go, and texts that must stay.
    public ErasureClient erasures() {
        return new ErasureClient(transport);
    }

    /// Who is signed in at the console.
    public SessionClient sessions() {
        return new SessionClient(transport);
    }

    /// Whether the backend answers and can work.
    public boolean ready() {
        try {
            transport.send(Call.get("readyz"), Health.class);
            return true;
        } catch (ApiException | UnreachableException e) {
            return false;
        }
    }

    /// What people should know although requests are taken.
    ///
    /// @throws ApiException while the backend cannot work
    public Health health() {
        return transport.send(Call.get("readyz"), Health.class);
    }

    @Override
    public void close() {
        transport.close();
    }

    private static String reviewPath(ReviewId id, String act) {
        return "v1/reviews/" + encode(id.value()) + "/" + act;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public static String query(Map<String, @Nullable Object> values) {
        List<String> parts = new ArrayList<>();
        values.forEach((name, value) -> {
            if (value != null) {
                parts.add(name + "=" + encode(value.toString()));
            }
        });
        return parts.isEmpty() ? "" : parts.stream().collect(Collectors.joining("&", "?", ""));
    }
}
