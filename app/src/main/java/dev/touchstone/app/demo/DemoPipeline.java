package dev.touchstone.app.demo;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays three pipelines: posts our own made-up outputs in turn, a few at once and then one every few seconds,
/// until all are posted. Posting one again, in a demo that was kept, changes nothing.
final class DemoPipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DemoPipeline.class);
    private static final List<String> FILES =
            List.of("support-bot.jsonl", "product-attributes.jsonl", "meeting-notes.jsonl");
    private static final int AT_ONCE = 9;
    private static final Duration PACE = Duration.ofSeconds(6);

    private final TouchstoneClient client;
    private final double speed;
    private final Thread thread = Thread.ofVirtual().name("demo-pipeline").unstarted(this::run);

    DemoPipeline(TouchstoneClient client, double speed) {
        this.client = client;
        this.speed = speed;
    }

    void start() {
        thread.start();
    }

    private void run() {
        List<NewOutput> outputs = outputs();
        try {
            for (int i = 0; i < outputs.size(); i++) {
                post(outputs.get(i));
                if (i >= AT_ONCE) {
                    Thread.sleep((long) (PACE.toMillis() / speed));
                }
            }
        } catch (InterruptedException e) {
            log.debug("the demo's pipeline was stopped");
        }
    }

    private void post(NewOutput output) {
        try {
            client.post(output);
        } catch (ApiException | UnreachableException e) {
            log.warn("the demo could not post output={} cause={}", output.externalId(), e.getMessage());
        }
    }

    /// The three files in turn, so that every channel sees something soon.
    static List<NewOutput> outputs() {
        List<List<NewOutput>> files = FILES.stream().map(DemoPipeline::read).toList();
        List<NewOutput> all = new ArrayList<>();
        int longest = files.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<NewOutput> file : files) {
                if (i < file.size()) {
                    all.add(file.get(i));
                }
            }
        }
        return all;
    }

    static List<NewOutput> read(String name) {
        try (InputStream in = DemoPipeline.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the demo's outputs " + name + " are not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Json.read(line, NewOutput.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        client.close();
    }
}
