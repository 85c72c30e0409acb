package dev.touchstone.lab.bench;

import dev.touchstone.api.client.ReviewQuery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.wire.Json;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.review.ReviewCard;
import dev.touchstone.lab.bench.SlackWatch.Seen;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.SampleBodies;
import dev.touchstone.lab.bench.kit.Times;
import dev.touchstone.sandbox.hand.Ack;
import dev.touchstone.sandbox.hand.SeenMessage;
import dev.touchstone.sandbox.hand.SeenView;
import dev.touchstone.sandbox.hand.Submitted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The way through Slack: the real backend, the real bot, and the sandbox over its real WebSocket. Posting keeps to
/// Slack's pace of one a second and channel; many channels make the time short.
final class SlackBench {
    private static final int CARDS = 400;
    private static final int EDITS = 50;
    private static final int QUEUED = 2_000;
    private static final int ACK_MOST_MS = 500;

    private static final long LONGEST_POLL_MS = 21_000;

    /// A card later than this after the last one finds its channel idle.
    private static final long IDLE_MS = 1_200;

    private final Path dir;
    private final double seconds;
    private final List<SeenMessage> cards = new ArrayList<>();
    private long counter;

    SlackBench(Path dir, double seconds) {
        this.dir = dir;
        this.seconds = seconds;
    }

    void run() throws IOException, InterruptedException {
        try (BenchSlack stage = new BenchSlack(dir)) {
            stage.startBot();
            show(stage, BenchSlack.CHANNELS);
            approve(stage);
            print("intake to visible card, idle channel", show(stage, CARDS), "");
            rendered(stage);
            stage.awaitWaiting(0);
            List<SeenMessage> edited = List.copyOf(cards.subList(0, EDITS));
            cards.subList(0, EDITS).clear();
            approvals(stage);
            edits(stage, edited);
            new SessionBench(stage).run();
            stage.stopBot();
            // The backend does not notice that a poll's caller is gone, and would lease it the first of the queue.
            Thread.sleep(LONGEST_POLL_MS);
            queue(stage);
        }
    }

    /// Posts outputs one after the other, each to a channel that is idle, and waits for each card.
    private Times show(BenchSlack stage, int number) throws InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int channel = i % BenchSlack.CHANNELS;
            if (channel == 0) {
                Thread.sleep(IDLE_MS);
            }
            NewOutput output = output(channel);
            stage.watch.forget();
            long posted = System.nanoTime();
            stage.client.post(output);
            Seen card = stage.watch.take("chat.postMessage", exchange -> true);
            times.add(card.at() - posted);
            cards.add(
                    stage.alice.message(BenchSlack.channel(channel), card.ts()).orElseThrow());
        }
        return Times.of(times);
    }

    private NewOutput output(int channel) {
        long n = ++counter;
        // The twelfth of the sample bodies is a doubtful one.
        String body = new SampleBodies(new PipelineName(BenchSlack.pipeline(channel))).body("s-" + n, n * 12);
        return Json.read(body, NewOutput.class);
    }

    private Times[] approve(BenchSlack stage) throws InterruptedException {
        List<Long> acks = new ArrayList<>();
        List<Long> updates = new ArrayList<>();
        for (SeenMessage card : cards) {
            long clicked = System.nanoTime();
            Ack ack = stage.alice.click(card, "review.approve");
            acks.add(System.nanoTime() - clicked);
            if (!ack.acked()) {
                throw new IllegalStateException("a click was not acknowledged: " + ack.why());
            }
            updates.add(stage.watch
                            .take("chat.update", call -> isOf(card, call.request()))
                            .at()
                    - clicked);
        }
        cards.clear();
        return new Times[] {Times.of(acks), Times.of(updates)};
    }

    private static boolean isOf(SeenMessage card, com.fasterxml.jackson.databind.JsonNode request) {
        return request.path("ts").asText().equals(card.ts());
    }

    private void approvals(BenchSlack stage) throws IOException, InterruptedException {
        stage.slack.traffic().clear();
        stage.watch.forget();
        int decisions = cards.size();
        Times[] times = approve(stage);
        stage.awaitWaiting(0);
        print("click to ack", times[0], Goal.atMost(ACK_MOST_MS, times[0].p99Ms()));
        print("click to updated card", times[1], "");
        // The updates were taken from the watch, one for each decision.
        calls("approve", decisions + stage.watch.calls().size(), decisions);
    }

    /// Counted from the submission on: opening a form shows the claim to the others, whether a decision follows or
    /// not.
    private void edits(BenchSlack stage, List<SeenMessage> edited) throws IOException, InterruptedException {
        int calls = 0;
        for (SeenMessage card : edited) {
            stage.alice.click(card, "review.edit");
            SeenView form = stage.alice.awaitModal(view -> view.callbackId().equals("modal.edit"));
            stage.watch.take("chat.update", call -> isOf(card, call.request()));
            stage.watch.forget();
            Submitted submitted =
                    stage.alice.submit(form, Map.of(form.actionIds().getFirst(), "A better answer."));
            if (!submitted.taken()) {
                throw new IllegalStateException("an edit was refused: " + submitted);
            }
            stage.watch.take("chat.update", call -> isOf(card, call.request()));
            stage.watch.take(
                    "chat.postMessage",
                    call -> call.request().path("thread_ts").asText().equals(card.ts()));
            stage.awaitWaiting(0);
            calls += 2 + stage.watch.calls().size();
        }
        calls("edit, from its submission on, with its diff", calls, edited.size());
    }

    private static void calls(String what, int calls, int decisions) {
        double each = (double) calls / decisions;
        System.out.printf("  Slack calls per decision, %-43s %.2f  %s%n", what, each, Goal.atMost(2, each));
    }

    private void rendered(BenchSlack stage) {
        List<ReviewDetail> details = stage.client.reviews(ReviewQuery.OPEN.limit(50)).items().stream()
                .map(summary -> stage.client.review(summary.review().id()))
                .toList();
        Instant now = Instant.now();
        long start = System.nanoTime();
        long drawn = 0;
        long blocks = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            for (ReviewDetail detail : details) {
                blocks += ReviewCard.of(detail, Links.NONE, now).blocks().size();
                drawn++;
            }
        }
        double perSecond = drawn / ((System.nanoTime() - start) / 1e9);
        System.out.printf("  %-50s %7.0f/s   %d blocks each%n", "cards rendered, pure", perSecond, blocks / drawn);
    }

    /// What the bot makes of a full queue, held against what Slack permits after each channel's first post.
    private void queue(BenchSlack stage) throws IOException, InterruptedException {
        for (int i = 0; i < QUEUED / BenchSlack.CHANNELS; i++) {
            List<NewOutput> batch = new ArrayList<>();
            for (int channel = 0; channel < BenchSlack.CHANNELS; channel++) {
                batch.add(output(channel));
            }
            for (BatchLine line : stage.client.postBatch(batch)) {
                if (line.receipt() == null) {
                    throw new IllegalStateException("an output was refused: " + line.problem());
                }
            }
        }
        stage.awaitWaiting(QUEUED);
        stage.watch.forget();
        stage.slack.faults().enforceRates(true);
        stage.startBot();
        stage.awaitWaiting(0);
        List<Seen> posts = stage.watch.of("chat.postMessage");
        long refused =
                posts.stream().filter(post -> post.exchange().status() == 429).count();
        long shown = posts.size() - refused;
        double took = (posts.stream()
                                .max(Comparator.comparingLong(Seen::at))
                                .orElseThrow()
                                .at()
                        - posts.stream()
                                .min(Comparator.comparingLong(Seen::at))
                                .orElseThrow()
                                .at())
                / 1e9;
        double share = (shown - BenchSlack.CHANNELS) / (took * BenchSlack.CHANNELS);
        System.out.printf(
                "  %d queued, %d channels at 1/s each: %d shown in %.1f s, %d refused by Slack%n",
                QUEUED, BenchSlack.CHANNELS, shown, took, refused);
        System.out.printf("  %-68s %.3f  %s%n", "posting / permitted rate", share, Goal.atLeast(0.95, share));
    }

    private static void print(String name, Times times, String goal) {
        System.out.printf(
                "  %-50s p50 %7.1f ms   p99 %7.1f ms  (n=%d) %s%n",
                name, times.p50Ms(), times.p99Ms(), times.count(), goal);
    }
}
