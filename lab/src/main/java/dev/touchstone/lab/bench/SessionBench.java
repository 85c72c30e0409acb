package dev.touchstone.lab.bench;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import dev.touchstone.lab.bench.kit.Goal;
import dev.touchstone.lab.bench.kit.Times;
import dev.touchstone.sandbox.hand.SeenView;
import dev.touchstone.sandbox.traffic.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The largest acknowledgements there are: a submitted page of a review session is answered with the next review,
/// and these are as large as outputs get.
final class SessionBench {
    private static final int REVIEWS = 20;
    private static final int ATTRIBUTES = 200;
    private static final int TEXT = 100_000;
    private static final int ACK_MOST_MS = 500;

    /// The bot prepares the next review while the reviewer reads; nobody reads in less.
    private static final long READING_MS = 1_000;

    private final BenchSlack stage;

    SessionBench(BenchSlack stage) {
        this.stage = stage;
    }

    void run() throws IOException, InterruptedException {
        for (int i = 0; i < REVIEWS; i++) {
            stage.client.post(i % 2 == 0 ? text(i) : attributes(i));
        }
        stage.alice.command(BenchSlack.channel(0), "/review next");
        List<Long> times = new ArrayList<>();
        long largest = 0;
        String before = "";
        for (int i = 0; i < REVIEWS; i++) {
            String last = before;
            SeenView page = stage.alice.awaitModal(view -> view.callbackId().equals("modal.session")
                    && !view.privateMetadata().equals(last));
            before = page.privateMetadata();
            Thread.sleep(READING_MS);
            stage.watch.forget();
            stage.alice.submit(page, Map.of("decision", "approve"));
            Exchange ack = stage.watch.take("view_submission", exchange -> true).exchange();
            long size = Json.write(ack.response()).getBytes(StandardCharsets.UTF_8).length;
            if (ack.response().path("view").path("callback_id").asText().equals("modal.session")) {
                times.add(ack.took().toNanos());
                largest = Math.max(largest, size);
            }
        }
        stage.alice.awaitModal(view -> view.words().contains("All done"));
        stage.awaitWaiting(0);
        Times all = Times.of(times);
        System.out.printf(
                "  %-50s p50 %7.1f ms   p99 %7.1f ms  (n=%d) %s%n",
                "acks that bring the next review of a session",
                all.p50Ms(),
                all.p99Ms(),
                all.count(),
                Goal.atMost(ACK_MOST_MS, all.p99Ms()));
        System.out.printf("  %-50s %d bytes%n", "the largest of them", largest);
    }

    private static NewOutput text(int i) {
        return complete(NewOutput.text(BenchSlack.pipeline(0), "large-" + i, prose(TEXT)));
    }

    private static NewOutput attributes(int i) {
        var output = Json.mapper().createObjectNode();
        NewOutput.Builder builder = NewOutput.json(BenchSlack.pipeline(0), "large-" + i, output);
        for (int a = 0; a < ATTRIBUTES; a++) {
            TextNode value = TextNode.valueOf(prose(TEXT / ATTRIBUTES));
            output.set("attribute_" + a, value);
            builder.attribute("attribute_" + a, value, 0.4);
        }
        return complete(builder);
    }

    private static NewOutput complete(NewOutput.Builder builder) {
        List<Context.Source> sources = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sources.add(new Context.Source("Source " + i, "https://help.example.com/" + i, prose(5_000), 0.8));
        }
        return builder.query(prose(5_000))
                .context(Context.ofSources(sources))
                .confidence(0.4)
                .build();
    }

    private static String prose(int length) {
        String sentence =
                "The customer may choose between a replacement and a refund, which goes back as it was paid. ";
        return sentence.repeat(length / sentence.length() + 1).substring(0, length);
    }
}
