package dev.touchstone.bot.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.judge.SelfCheck;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.GoldenFate;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.ReviewRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds reviews for tests. Not for production texts: everything is fixed, so that drawn cards can be compared.
final class Details {
    static final Instant CREATED = Instant.parse("2026-03-02T14:01:00Z");
    static final Instant NOW = CREATED.plus(Duration.ofMinutes(4));
    static final Reviewer ALICE = new Reviewer(new ReviewerId("slack:U0ALICE"), "Alice");
    static final Reviewer BOB = new Reviewer(new ReviewerId("bob@example.com"), "Bob");
    static final Links LINKS = new Links("https://touchstone.example/console/");
    static final String REVIEW_ID = "0195f3a0-1111-7000-8000-000000000001";

    private final @Nullable NewOutput body;
    private List<RouteReason> reasons = List.of(RouteReason.LOW_CONFIDENCE);
    private boolean blind;
    private @Nullable GoldenFate golden;
    private List<FeedbackEvent> feedback = List.of();
    private @Nullable SelfCheck check;
    private Policy policy = Policy.DEFAULT;
    private ReviewState state = ReviewState.OPEN;
    private String id = REVIEW_ID;
    private Review.@Nullable Claim claim;
    private @Nullable MarkedSources marked;
    private @Nullable Panel panel;
    private final List<Decision> history = new ArrayList<>();

    private Details(@Nullable NewOutput body) {
        this.body = body;
    }

    static Details of(@Nullable NewOutput body) {
        return new Details(body);
    }

    static Details text(String output) {
        return of(support(output).build());
    }

    static NewOutput.Builder support(String output) {
        return NewOutput.text("support-bot", "t-1", output)
                .query("Can I return shoes I wore once?")
                .context(Context.ofSources(List.of(
                        new Context.Source(
                                "Returns",
                                "https://help.example/returns?lang=en&v=2",
                                "Unworn goods can be returned within 30 days of delivery.",
                                0.8231),
                        new Context.Source("Wear and tear", null, "Worn shoes cannot be returned.", 0.41))))
                .systemPrompt("You answer customers of a shoe shop.")
                .confidence(0.42)
                .model("mistral-small")
                .promptVersion("v12")
                .traceUrl("https://traces.example/t/1");
    }

    static Details attributes() {
        return of(product().build()).policy("""
            {"attribute_rules": {"any": [{"attribute": "price", "below": 0.9}, {"attribute": "colour", "missing": true}]}}
            """).reasons(RouteReason.ATTRIBUTE_RULE);
    }

    static NewOutput.Builder product() {
        return NewOutput.json("product-attributes", "p-1", json("{\"brand\": \"Tavola\"}"))
                .query("Extract the attributes of this listing.")
                .attribute("brand", json("\"Tavola\""), 0.98)
                .attribute("price", json("129.9"), 0.55)
                .attribute("colour", json("null"), null)
                .attribute("foldable", json("true"), 0.93)
                .attribute("sizes", json("[\"S\", \"M\"]"), 0.91)
                .confidence(0.9);
    }

    /// A chat with a tool, answered by another call of it.
    static NewOutput.Builder chat(JsonNode output) {
        return NewOutput.json("support-bot", "c-1", output)
                .query(new Query(json("""
                        [{"role": "system", "content": "You answer customers of a shoe shop."},
                         {"role": "user", "content": "Hello!"},
                         {"role": "assistant", "content": "Hello, how can I help?"},
                         {"role": "user", "content": "Where are my shoes? <!channel>"},
                         {"role": "assistant", "content": null, "tool_calls": [
                           {"id": "c1", "type": "function",
                            "function": {"name": "list_orders", "arguments": "{\\"customer\\": 7}"}}]},
                         {"role": "tool", "tool_call_id": "c1", "content": "[{\\"order\\": 5, \\"what\\": \\"shoes\\"}]"}]
                        """)))
                .metadata("tools", json("[]"))
                .confidence(0.42)
                .model("mistral-small");
    }

    static JsonNode call(String arguments) {
        ObjectNode message =
                Json.mapper().createObjectNode().put("role", "assistant").put("content", "Let me look.");
        message.putArray("tool_calls")
                .addObject()
                .put("id", "c2")
                .put("type", "function")
                .putObject("function")
                .put("name", "get_order")
                .put("arguments", arguments);
        return message;
    }

    static JsonNode json(String json) {
        return Json.read(json, JsonNode.class);
    }

    Details id(String value) {
        id = value;
        return this;
    }

    Details reasons(RouteReason... values) {
        reasons = List.of(values);
        return this;
    }

    Details blind() {
        blind = true;
        return this;
    }

    Details policy(String json) {
        policy = Json.read(json, Policy.class);
        return this;
    }

    Details claimedBy(Reviewer by) {
        claim = new Review.Claim(by, CREATED.plusSeconds(60), CREATED.plusSeconds(660));
        return this;
    }

    Details panel(int done, PanelStage stage, Panel.Opinion... opinions) {
        panel = new Panel(2, done, stage, 0.1, List.of(opinions));
        return this;
    }

    Details state(ReviewState value) {
        state = value;
        return this;
    }

    Details approved() {
        return decided(decision(DecisionAction.APPROVE, null, Map.of(), null, null));
    }

    Details edited(String text) {
        return decided(decision(DecisionAction.EDIT, TextNode.valueOf(text), Map.of(), null, "said it more clearly"));
    }

    Details edited(JsonNode output) {
        return decided(decision(DecisionAction.EDIT, output, Map.of(), null, null));
    }

    Details editedAttributes(Map<String, JsonNode> attributes) {
        return decided(decision(DecisionAction.EDIT, null, attributes, null, null));
    }

    /// Of the next decision.
    Details marking(MarkedSources sources) {
        marked = sources;
        return this;
    }

    Details rejected(String reason) {
        return decided(decision(DecisionAction.REJECT, null, Map.of(), reason, null));
    }

    Details undone() {
        history.add(decision(DecisionAction.UNDO, null, Map.of(), null, null));
        return state(ReviewState.OPEN);
    }

    private Details decided(Decision decision) {
        history.add(decision);
        return state(ReviewState.DECIDED);
    }

    private Decision decision(
            DecisionAction action,
            @Nullable JsonNode output,
            Map<String, JsonNode> attributes,
            @Nullable String reason,
            @Nullable String note) {
        return new Decision(
                "d" + history.size(),
                new ReviewId(id),
                history.size() + 1,
                action,
                ALICE,
                CREATED.plusSeconds(180L + history.size()),
                new Decision.Correction(output, attributes),
                new Decision.Said(reason, marked, Map.of(), Map.of(), note, 41.4));
    }

    ReviewDetail build() {
        boolean decided = state == ReviewState.DECIDED;
        @Nullable Decision decision = decided ? history.getLast() : null;
        Review review = new Review(
                new ReviewId(id),
                new PipelineName(body == null ? "support-bot" : body.pipeline()),
                new OutputId("0195f3a0-2222-7000-8000-000000000001"),
                new Review.Standing(state, history.size(), panel),
                new Review.Asked(reasons, blind, blind ? 0 : 0.38),
                new Review.Times(CREATED, CREATED.plus(Duration.ofHours(24))),
                claim,
                decision,
                null);
        OutputView output = new OutputView(
                review.outputId(),
                review.pipeline(),
                "external-1",
                CREATED,
                decided ? OutputStatus.DECIDED : OutputStatus.IN_REVIEW,
                new OutputView.Routed(RouteName.TO_REVIEW, reasons, 1, 1, "all", check),
                body,
                review.id(),
                decision);
        return new ReviewDetail(
                review, output, policy, history, List.of(new Receipt("C1", "1.2")), List.of(), feedback, null, golden);
    }

    /// What a check said of the output.
    Details check(SelfCheck said) {
        check = said;
        return this;
    }

    /// What users did with the output.
    Details feedback(FeedbackEvent... events) {
        feedback = List.of(events);
        return this;
    }

    /// What became of the decision.
    Details golden(GoldenFate fate) {
        golden = fate;
        return this;
    }

    ModalState modal() {
        return ModalState.opened(ReviewRef.of(build().review()), new Receipt("C0REVIEWS", "1740924060.000100"), NOW);
    }
}
