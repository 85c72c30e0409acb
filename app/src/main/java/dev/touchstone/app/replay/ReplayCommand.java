package dev.touchstone.app.replay;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.LineReader;
import dev.touchstone.api.wire.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `touchstone replay FILE.jsonl`: posts recorded outputs at a steady rate. How far it got is kept beside the file,
/// so a replay that was interrupted goes on where it stopped, counts included; posting a line twice does no harm
/// either.
@Command(
        name = "replay",
        description = "Posts recorded outputs, one JSON document per line.",
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    private static final int MOST_PER_REQUEST = 200;
    private static final int ATTEMPTS = 6;
    private static final long PAUSE_MS = 250;

    @Parameters(paramLabel = "FILE", description = "JSONL with the fields of POST /v1/outputs.")
    private Path file = Path.of("");

    @Option(names = "--pipeline", description = "Post every line under this pipeline, whatever the line says.")
    private @Nullable String pipeline;

    @Option(names = "--rate", description = "Outputs per second (default: ${DEFAULT-VALUE}).")
    private int rate = 200;

    @Option(names = "--url", description = "Where the backend listens (default: ${DEFAULT-VALUE}).")
    private String url = "http://127.0.0.1:8400";

    @Option(names = "--restart", description = "Begin at the first line, whatever was posted before.")
    private boolean restart;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rate < 1) {
            throw new IllegalArgumentException("--rate must be at least 1, was " + rate);
        }
        String key = System.getenv("TOUCHSTONE_KEY");
        if (key == null) {
            throw new IllegalArgumentException("Set TOUCHSTONE_KEY to a key with the scope outputs:write; make one with"
                    + " './touchstone keys create --scopes outputs:write'.");
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(file + " cannot be read; give the path of a JSONL file.");
        }
        PipelineName under = pipeline == null ? null : new PipelineName(pipeline);
        ReplayProgress progress = new ReplayProgress(file, url, under);
        ReplayProgress.Saved saved = restart ? ReplayProgress.Saved.NOTHING : progress.read();
        long done = saved.lines();
        if (done > 0) {
            System.out.printf("going on after line %d%n", done);
        }
        ReplaySummary summary = new ReplaySummary(saved.counts());
        try (TouchstoneClient client = new TouchstoneClient(url, key);
                ReplayLines lines = new ReplayLines(file, under, done, summary);
                ProgressBar bar = progressBar(done)) {
            post(client, lines, done, progress, summary, bar);
        } catch (LineReader.NotUtf8 e) {
            throw new IllegalArgumentException(file + " " + e.getMessage() + ".", e);
        }
        progress.finished();
        summary.print(System.out);
        return summary.refused() == 0 ? 0 : 1;
    }

    private ProgressBar progressBar(long done) throws IOException {
        return new ProgressBarBuilder()
                .setTaskName("replay")
                .setInitialMax(ReplayLines.count(file))
                .startsFrom(done, java.time.Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .build();
    }

    private void post(
            TouchstoneClient client,
            ReplayLines lines,
            long alreadyDone,
            ReplayProgress progress,
            ReplaySummary summary,
            ProgressBar bar)
            throws IOException, InterruptedException {
        int perRequest = Math.clamp(rate / 5, 1, MOST_PER_REQUEST);
        long start = System.nanoTime();
        List<NewOutput> batch = lines.next(perRequest);
        while (!batch.isEmpty()) {
            long done = lines.read();
            settled(client, batch).forEach(summary::add);
            progress.write(done, summary.counts());
            bar.stepTo(done);
            batch = lines.next(perRequest);
            long due = start + (done - alreadyDone) * 1_000_000_000L / rate;
            long wait = due - System.nanoTime();
            if (!batch.isEmpty() && wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            }
        }
    }

    /// Posts a batch until each line is taken or refused for good: a full queue or a busy database is no reason to
    /// leave a line out.
    private static List<BatchLine> settled(TouchstoneClient client, List<NewOutput> batch) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            List<BatchLine> answers = client.postBatch(batch);
            Optional<Problem> passing = answers.stream()
                    .flatMap(line -> Stream.ofNullable(line.problem()))
                    .filter(problem -> new ApiException(problem, null).passing())
                    .findFirst();
            if (passing.isEmpty()) {
                return answers;
            }
            if (attempt == ATTEMPTS) {
                throw new IllegalArgumentException(
                        passing.get().detail() + " The replay has stopped; the same command goes on where it did.");
            }
            Thread.sleep(PAUSE_MS << attempt);
        }
    }
}
