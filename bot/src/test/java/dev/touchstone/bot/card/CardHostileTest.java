package dev.touchstone.bot.card;

import static dev.touchstone.bot.card.Details.LINKS;
import static dev.touchstone.bot.card.Details.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.diff.DiffMessage;
import dev.touchstone.bot.card.form.EditModal;
import dev.touchstone.bot.card.form.RejectModal;
import dev.touchstone.bot.card.form.SessionModal;
import dev.touchstone.bot.card.home.HelpMessage;
import dev.touchstone.bot.card.home.HomeFilter;
import dev.touchstone.bot.card.home.HomeState;
import dev.touchstone.bot.card.home.HomeView;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.ModalState;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.bot.card.review.FallbackCard;
import dev.touchstone.bot.card.review.FindMessage;
import dev.touchstone.bot.card.review.FullModal;
import dev.touchstone.bot.card.review.ResolvedCard;
import dev.touchstone.bot.card.review.ReviewCard;
import dev.touchstone.bot.card.review.SourcesModal;
import dev.touchstone.bot.card.text.AttributeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever an output holds, every screen stays within Slack's limits and nothing in it pings, links or hides.
class CardHostileTest {
    /// What our own markup may look like; everything else with `<` in mrkdwn has to be escaped.
    private static final Pattern OURS = Pattern.compile(
            "<@U0ALICE>|<!date\\^[0-9]+\\^[a-z_{} ]+\\|[0-9: UTC-]+>|<https://[^<>|]+\\|(trace at )?[a-z.]+>");

    private static final Pattern HIDDEN =
            Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\u200B\\u200E\\u200F\\uFEFF]");

    static Stream<Arguments> outputs() {
        Map<String, NewOutput> outputs = new LinkedHashMap<>();
        Hostile.texts().forEach((name, text) -> {
            outputs.put(name + " everywhere", Hostile.everywhere(text));
            outputs.put(name + " in a chat", Hostile.chat(text));
            outputs.put(name + " in attributes", Hostile.attributes(text, false));
            outputs.put(name + " in text and attributes", Hostile.attributes(text, true));
        });
        outputs.put("every kind of value", Hostile.kinds());
        outputs.put("nothing but an output", Hostile.json("x"));
        return outputs.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void everyScreenIsValidAndHarmless(String name, NewOutput body) {
        List<JsonNode> drawn = new ArrayList<>();
        for (boolean blind : new boolean[] {false, true}) {
            Details details = Details.of(body).reasons(RouteReason.values());
            ReviewDetail open = (blind ? details.blind() : details).build();
            messages(open).forEach(message -> {
                assertThat(BlockLimits.of(message)).isEmpty();
                drawn.add(BlockLimits.json(message));
            });
            views(open, details.modal()).forEach(view -> {
                assertThat(BlockLimits.of(view)).isEmpty();
                drawn.add(BlockLimits.json(view));
            });
        }
        drawn.forEach(CardHostileTest::assertHarmless);
    }

    private static List<Message> messages(ReviewDetail open) {
        List<Message> messages = new ArrayList<>();
        messages.add(ReviewCard.of(open, LINKS, NOW));
        messages.add(FallbackCard.of(open, LINKS));
        messages.add(FindMessage.review(open, LINKS, NOW));
        messages.add(FindMessage.output(open.output(), LINKS));
        for (ReviewDetail decided : decided(open)) {
            messages.add(ResolvedCard.of(decided, LINKS, NOW));
            DiffMessage.of(decided).ifPresent(messages::add);
        }
        String text = text(open);
        messages.add(FindMessage.nothing(text));
        messages.add(HelpMessage.unknown(text));
        messages.add(Refusal.invalid(text));
        messages.add(Refusal.mayNotReview(new PipelineName(text), Refusal.Barrier.GUEST));
        return messages;
    }

    private static List<ReviewDetail> decided(ReviewDetail open) {
        String text = text(open);
        JsonNode other = TextNode.valueOf(
                text.isBlank() ? "x" : new StringBuilder(text).reverse().toString());
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        if (open.output().body() != null) {
            open.output().body().attributes().keySet().forEach(name -> attributes.put(name, other));
        }
        return List.of(
                decided(open, DecisionAction.APPROVE, null, Map.of(), null),
                decided(open, DecisionAction.EDIT, other, attributes, text),
                decided(open, DecisionAction.REJECT, null, attributes, text));
    }

    private static ReviewDetail decided(
            ReviewDetail open,
            DecisionAction action,
            @org.jspecify.annotations.Nullable JsonNode output,
            Map<String, JsonNode> attributes,
            @org.jspecify.annotations.Nullable String note) {
        Decision decision = new Decision(
                "d",
                open.review().id(),
                1,
                action,
                new Reviewer(new ReviewerId("<!channel>"), "<@U0EVIL>"),
                NOW,
                new Decision.Correction(output, attributes),
                new Decision.Said(
                        note == null ? null : "<!here>",
                        new MarkedSources(new MarkedSources.Marked(1, "<!here>", note), null),
                        Map.of(),
                        Map.of(),
                        note,
                        3.0));
        var review = new dev.touchstone.api.review.Review(
                open.review().id(),
                open.review().pipeline(),
                open.review().outputId(),
                new dev.touchstone.api.review.Review.Standing(ReviewState.DECIDED, 1),
                new dev.touchstone.api.review.Review.Asked(
                        open.review().asked().reasons(), open.review().asked().blind(), 0),
                new dev.touchstone.api.review.Review.Times(
                        open.review().times().createdAt(), open.review().times().dueAt()),
                null,
                decision,
                null);
        return new ReviewDetail(review, open.output(), open.policy(), Collections.nCopies(50, decision), List.of());
    }

    private static List<com.slack.api.model.view.View> views(ReviewDetail open, ModalState state) {
        List<com.slack.api.model.view.View> views = new ArrayList<>();
        views.add(EditModal.of(open, state));
        views.add(RejectModal.of(open, state));
        views.add(SourcesModal.of(open, LINKS, state));
        views.add(SessionModal.of(open, state, 3, NOW));
        for (int page : new int[] {0, 1, 2, 1000}) {
            views.add(FullModal.of(open, LINKS, state.atPage(page)));
        }
        String text = text(open);
        String start = text.substring(0, Math.min(text.length(), 200));
        ReviewSummary summary = new ReviewSummary(open.review(), start, start, 0.5);
        HomeState.Recent recent = new HomeState.Recent(
                ReviewRef.of(open.review()), new PipelineName("hostile"), text, DecisionAction.APPROVE, NOW, true);
        views.add(HomeView.of(
                new HomeState(
                        new HomeState.Counts(1000, 3, 2, 1),
                        new HomeFilter(new PipelineName("hostile"), RouteReason.UNCERTAINTY, "c".repeat(1400), null),
                        java.util.stream.IntStream.range(0, 300)
                                .mapToObj(i -> new PipelineName("pipeline-" + i))
                                .toList(),
                        Collections.nCopies(30, summary),
                        "n".repeat(1400),
                        Collections.nCopies(9, recent)),
                NOW));
        return views;
    }

    private static String text(ReviewDetail detail) {
        NewOutput body = detail.output().body();
        return body == null ? "" : AttributeText.whole(body.output());
    }

    static void assertHarmless(JsonNode node) {
        if (node.isObject() && node.path("type").asText().equals("mrkdwn")) {
            assertNoMarkup(node.path("text").asText());
        }
        if (node.isObject()
                && node.path("blocks").isArray()
                && node.path("text").isTextual()) {
            assertNoMarkup(node.path("text").asText());
        }
        assertThat(node.path("type").asText()).isNotIn("broadcast", "user", "usergroup", "channel", "emoji");
        if (node.path("type").asText().equals("link")) {
            assertThat(node.path("text").asText())
                    .isEqualTo(Links.host(node.path("url").asText()));
        }
        if (node.isTextual()) {
            assertThat(HIDDEN.matcher(node.textValue()).find())
                    .as(node.textValue())
                    .isFalse();
        }
        node.forEach(CardHostileTest::assertHarmless);
    }

    private static void assertNoMarkup(String mrkdwn) {
        String rest = OURS.matcher(mrkdwn).replaceAll("");
        assertThat(rest).doesNotContain("<", ">");
        assertThat(rest.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
    }
}
