package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.backend.output.Draw;
import dev.touchstone.backend.output.OutputFacts;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.RouteTaken;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.stats.sampling.SamplingKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Fills a workbench with outputs.
final class Traffic {
    private static final SamplingKey KEY = new SamplingKey("another secret".getBytes(StandardCharsets.UTF_8));

    private Traffic() {}

    /// Posts outputs through intake, one every step from a time on, each in one of the categories in turn.
    static void post(
            Workbench bench, String prefix, int count, Instant from, Duration step, double confidence, String... of) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NewOutput.Builder output = NewOutput.text("p", prefix + i, "answer " + i)
                    .query("question " + i)
                    .confidence(confidence)
                    .occurredAt(from.plus(step.multipliedBy(i)));
            if (of.length > 0) {
                output.stratum("category", of[i % of.length]);
            }
            answers.add(bench.intake.accept(output.build()));
        }
        answers.forEach(CompletableFuture::join);
    }

    /// What a full scan sees of an output.
    record Seen(
            OutputId id, String stratum, double u, @Nullable ReviewId reviewId) {}

    /// Every output of the pipeline in the hours [from, to), read the slow way.
    static List<Seen> scan(Workbench bench, Instant from, Instant to) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT id, stratum, u, review_id FROM output WHERE hour >= :from AND hour < :to")
                        .bind("from", from.getEpochSecond() / 3600)
                        .bind("to", to.getEpochSecond() / 3600)
                        .map((row, context) -> new Seen(
                                new OutputId(row.getString(1)),
                                row.getString(2),
                                row.getDouble(3),
                                row.getString(4) == null ? null : new ReviewId(row.getString(4))))
                        .list());
    }

    /// Stores bare outputs without going through intake, in groups: for populations too large to post.
    static void store(Workbench bench, int count, long fromHour, int hours, List<String> strata) {
        Pipeline pipeline = bench.pipelines.require(new PipelineName("p"));
        for (int done = 0; done < count; done += 5_000) {
            int first = done;
            int last = Math.min(count, done + 5_000);
            bench.database
                    .writer()
                    .useTransaction(transaction ->
                            storeGroup(bench, transaction, pipeline, first, last, fromHour, hours, strata));
        }
    }

    private static void storeGroup(
            Workbench bench,
            Handle transaction,
            Pipeline pipeline,
            int first,
            int last,
            long fromHour,
            int hours,
            List<String> strata) {
        List<OutputRow> rows = new ArrayList<>();
        for (int i = first; i < last; i++) {
            String id = bench.ids.next();
            rows.add(new OutputRow(
                    new OutputId(id),
                    new PipelineName("p"),
                    "bare-" + id,
                    "-",
                    bench.clock.millis(),
                    new OutputFacts(
                            fromHour + i % hours,
                            pipeline.policyVersion(),
                            strata.get(i / hours % strata.size()),
                            "m",
                            "1",
                            0.9,
                            null,
                            false),
                    new Draw(KEY.of(id), 0.05, 0.05),
                    RouteTaken.of(RouteName.AUTO_APPROVE, List.of(), null),
                    "{}"));
        }
        bench.outputs.append(transaction, rows);
    }
}
