package dev.touchstone.app.demo;

import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Made-up outputs of past weeks, with the verdict that a reviewer would give. In the last weeks another prompt
/// version is at work, which is wrong far more often about warranties.
final class PastWeeks {
    static final String PIPELINE = "order-desk";
    static final int WEEKS = 9;
    static final int EACH_WEEK = 160;
    private static final int FIRST_BAD = 7;

    private final Texts texts;

    private PastWeeks(Texts texts) {
        this.texts = texts;
    }

    /// @param query, right and wrong hold `{product}` and `{days}`
    private record Case(String topic, String query, String source, String right, String wrong) {}

    private record Texts(String systemPrompt, List<String> products, List<Case> cases) {}

    /// @param right whether a reviewer would approve it
    record Played(NewOutput output, boolean right) {}

    static PastWeeks read() {
        try (InputStream in = PastWeeks.class.getResourceAsStream("/demo/past-weeks.json")) {
            if (in == null) {
                throw new IllegalStateException("the demo's past weeks are not in the jar");
            }
            return new PastWeeks(Json.mapper().readValue(in, Texts.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The outputs of one week; always the same.
    ///
    /// @param week from 0, the earliest
    /// @param from the week's first moment
    List<Played> week(int week, Instant from) {
        SplittableRandom random = new SplittableRandom(week);
        List<Played> played = new ArrayList<>();
        for (int n = 0; n < EACH_WEEK; n++) {
            Instant at = from.plus(Duration.ofDays(7).multipliedBy(n).dividedBy(EACH_WEEK));
            played.add(output(week, n, at, random));
        }
        return played;
    }

    private Played output(int week, int n, Instant at, SplittableRandom random) {
        Case one = texts.cases().get(random.nextInt(texts.cases().size()));
        String product = texts.products().get(random.nextInt(texts.products().size()));
        String days = String.valueOf(2 + random.nextInt(20));
        boolean right = random.nextDouble() >= errorRate(week, one.topic());
        NewOutput output = NewOutput.text(
                        PIPELINE, "past-" + at, filled(right ? one.right() : one.wrong(), product, days))
                .query(filled(one.query(), product, days))
                .context(Context.ofSources(List.of(new Context.Source("Help pages", null, one.source(), null))))
                .systemPrompt(texts.systemPrompt())
                .confidence(Math.round((0.7 + 0.29 * random.nextDouble()) * 100) / 100.0)
                .model("harbor-8b")
                .promptVersion(week < FIRST_BAD ? "desk-v3" : "desk-v4")
                .stratum("topic", one.topic())
                .occurredAt(at)
                .build();
        return new Played(output, right);
    }

    private static double errorRate(int week, String topic) {
        if (week < FIRST_BAD) {
            return 0.06;
        }
        return topic.equals("warranty") ? 0.7 : 0.2;
    }

    private static String filled(String text, String product, String days) {
        return text.replace("{product}", product).replace("{days}", days);
    }
}
