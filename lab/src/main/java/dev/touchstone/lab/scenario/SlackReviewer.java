package dev.touchstone.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.bot.card.kit.ReviewRef;
import dev.touchstone.sandbox.SlackSandbox;
import dev.touchstone.sandbox.StandardWorkspace;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import dev.touchstone.sandbox.hand.SlackHand;
import dev.touchstone.sandbox.hand.Submitted;
import dev.touchstone.sandbox.traffic.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One person in the sandbox who does with each card what the humans said: approves with a click, corrects in the edit
/// modal, rejects in the reject modal.
final class SlackReviewer {
    private static final int PATIENCE_SECONDS = 60;
    private static final int INPUT = 3_000;

    /// What removes one of several parts of a text.
    private static final String NOTHING = "–";

    private final SlackHand hand;
    private final TouchstoneClient client;
    private final HumanVerdicts humans;
    private final BlockingQueue<Exchange> posts = new LinkedBlockingQueue<>();
    private final List<Long> nanos = new ArrayList<>();
    private double seconds;

    SlackReviewer(SlackSandbox slack, TouchstoneClient client, HumanVerdicts humans) {
        this.hand = slack.hand(StandardWorkspace.ALICE);
        this.client = client;
        this.humans = humans;
        slack.traffic().listen(exchange -> {
            if (exchange.name().equals("chat.postMessage") && exchange.ok()) {
                posts.add(exchange);
            }
        });
    }

    /// Decides so many cards as they appear.
    void decide(int cards) throws InterruptedException {
        long start = System.nanoTime();
        while (nanos.size() < cards) {
            Exchange post = posts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (post == null) {
                throw new IllegalStateException("no card came after " + nanos.size() + " of " + cards);
            }
            // The other posts are the diffs in the cards' threads.
            if (!post.request().has("thread_ts")) {
                long seen = System.nanoTime();
                decide(message(
                        post.response().path("channel").asText(),
                        post.response().path("ts").asText()));
                nanos.add(System.nanoTime() - seen);
            }
        }
        seconds = (System.nanoTime() - start) / 1e9;
    }

    private SeenMessage message(String channel, String ts) {
        return hand.message(channel, ts).orElseThrow();
    }

    private void decide(SeenMessage card) {
        HumanVerdicts.Verdict verdict = humans.of(externalId(card));
        switch (verdict.action()) {
            case APPROVE -> click(card, "review.approve");
            case EDIT -> submit(card, "review.edit", "modal.edit", verdict.correction());
            case REJECT -> submit(card, "review.reject", "modal.reject", verdict.correction());
            case UNDO, REOPEN -> throw new IllegalStateException("no human says " + verdict.action());
        }
        SeenMessage unused = hand.awaitMessage(card.channel(), card.ts(), message -> !message.offers("review.approve"));
    }

    private String externalId(SeenMessage card) {
        String value = card.blocks().findParents("action_id").stream()
                .filter(element -> element.path("action_id").asText().equals("review.approve"))
                .map(element -> element.path("value").asText())
                .findFirst()
                .orElseThrow();
        ReviewId review = ReviewRef.parse(value).orElseThrow().reviewId();
        return client.review(review).output().externalId();
    }

    private void click(SeenMessage card, String action) {
        // The last line of a menu opens the form.
        Ack ack = card.optionsOf(action).isEmpty()
                ? hand.click(card, action)
                : hand.choose(card, action, card.optionsOf(action).getLast());
        if (!ack.acked()) {
            throw new IllegalStateException(action + " was not acknowledged: " + ack.why());
        }
    }

    private void submit(SeenMessage card, String action, String form, @Nullable JsonNode correction) {
        click(card, action);
        SeenView view = hand.awaitModal(modal -> modal.callbackId().equals(form));
        Map<String, String> values = new HashMap<>();
        if (action.equals("review.reject")) {
            values.put("reason", view.optionsOf("reason").getFirst());
            if (correction != null) {
                values.put("correct", correction.textValue());
            }
        } else if (correction != null) {
            values.putAll(parts(view, correction.textValue()));
        }
        Submitted submitted = hand.submit(view, values);
        if (!submitted.taken()) {
            throw new IllegalStateException(action + " was refused: " + submitted);
        }
    }

    /// The corrected text over the inputs that hold the output.
    private static Map<String, String> parts(SeenView form, String text) {
        Map<String, String> values = new HashMap<>();
        String left = text;
        for (String input :
                form.actionIds().stream().filter(id -> id.startsWith("output.")).toList()) {
            String part = left.substring(0, Math.min(INPUT, left.length()));
            values.put(input, part.isBlank() ? NOTHING : part);
            left = left.substring(part.length());
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException(left.length() + " characters of a correction do not fit into the form");
        }
        return values;
    }

    /// Says how long a review took, from its card's appearing to its being shown as decided.
    void report() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "time per review  p50 %.0f ms, p99 %.0f ms; %d reviews in %.1f s%n",
                sorted[sorted.length / 2] / 1e6, sorted[(int) (sorted.length * 0.99)] / 1e6, sorted.length, seconds);
    }
}
