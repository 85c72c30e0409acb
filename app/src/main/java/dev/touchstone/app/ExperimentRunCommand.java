package dev.touchstone.app;

import dev.touchstone.api.client.ExperimentClient;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentLine;
import dev.touchstone.api.experiment.NewExperiment;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.LineReader;
import dev.touchstone.api.wire.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone experiment run FILE`: uploads outputs of several prompt versions, opens their reviews, and with `--wait`
/// prints the result when everything is decided. A file with bad lines starts nothing; mended, it is taken up again
/// with `--experiment`.
@Command(
        name = "run",
        description = "Uploads outputs of two or more prompt versions and opens their reviews.",
        mixinStandardHelpOptions = true)
final class ExperimentRunCommand implements Callable<Integer> {
    private static final int MOST_ERRORS_SHOWN = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "JSONL, or CSV when it ends in .csv; see docs/experiments.md.")
    private Path file = Path.of("");

    @Option(names = "--pipeline", description = "Whose rubric and reviewers are used; needed when there are several.")
    private @Nullable String pipeline;

    @Option(names = "--name", description = "What the experiment is called (default: the file's name).")
    private @Nullable String name;

    @Option(names = "--judge", description = "Let the judge look at every output as well.")
    private boolean judge;

    @Option(names = "--golden", description = "Let corrections become golden examples.")
    private boolean golden;

    @Option(names = "--wait", description = "Wait until everything is decided, then print the result.")
    private boolean wait;

    @Option(names = "--experiment", paramLabel = "ID", description = "Go on with a draft that an earlier run left.")
    private @Nullable String draft;

    @Option(names = "--poll-ms", hidden = true, description = "How often --wait looks.")
    private long pollMs = 2000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(file + " cannot be read; give the path of a JSONL or CSV file.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (TouchstoneClient client = server.client("outputs:write,outputs:read,reviews:read")) {
            Experiment experiment =
                    draft == null ? create(client) : client.experiments().get(draft);
            List<ExperimentLine> refused = upload(client.experiments(), experiment.id(), out);
            if (!refused.isEmpty()) {
                complain(refused, experiment.id(), out);
                return 1;
            }
            Experiment started = client.experiments().start(experiment.id());
            out.printf(
                    "started %s: %d cases, %d outputs, %d reviews%n",
                    started.id(),
                    started.progress().cases(),
                    started.progress().items(),
                    started.progress().reviews());
            out.flush();
            if (wait) {
                await(client.experiments(), started);
                new ExperimentTable(out).print(client.experiments().result(started.id()));
            } else {
                out.printf("its result, at any time: ./touchstone experiment result %s%n", started.id());
            }
            out.flush();
            return 0;
        }
    }

    private Experiment create(TouchstoneClient client) {
        String called = name == null ? String.valueOf(file.getFileName()) : name;
        return client.experiments()
                .create(new NewExperiment(
                        pipeline == null ? onlyPipeline(client) : pipeline, called, null, judge, golden));
    }

    private static String onlyPipeline(TouchstoneClient client) {
        List<PipelineName> names =
                client.pipelines().stream().map(Pipeline::name).sorted().toList();
        if (names.size() != 1) {
            throw new IllegalArgumentException("Say with --pipeline whose rubric and reviewers are used"
                    + (names.isEmpty()
                            ? "; there is no pipeline yet."
                            : ": " + names.stream().map(PipelineName::value).collect(Collectors.joining(", ")) + "."));
        }
        return names.getFirst().value();
    }

    /// @return the lines that were not taken
    private List<ExperimentLine> upload(ExperimentClient client, String id, PrintWriter out) throws IOException {
        boolean csv = file.toString().toLowerCase(Locale.ROOT).matches(".*\\.csv(\\.gz)?");
        List<ExperimentLine> lines = client.upload(id, text(), csv ? ExperimentClient.CSV : ExperimentClient.JSONL);
        List<ExperimentLine> refused =
                lines.stream().filter(line -> line.problem() != null).toList();
        out.printf("%s: %d lines, %d taken%n", file.getFileName(), lines.size(), lines.size() - refused.size());
        return refused;
    }

    /// The file as it is, once every line of it is known to be text.
    private String text() throws IOException {
        List<String> complaints = new ArrayList<>();
        try (LineReader lines = LineReader.of(file, Integer.MAX_VALUE)) {
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                long number = line.number();
                line.complaint().ifPresent(complaint -> complaints.add("line " + number + " " + complaint));
            }
        } catch (LineReader.NotUtf8 e) {
            throw new IllegalArgumentException(file + " " + e.getMessage() + ".", e);
        }
        if (!complaints.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": " + complaints.stream().limit(MOST_ERRORS_SHOWN).collect(Collectors.joining("; ")) + ".");
        }
        try (InputStream in = LineReader.unpacked(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void complain(List<ExperimentLine> refused, String id, PrintWriter out) {
        refused.stream().limit(MOST_ERRORS_SHOWN).forEach(line -> {
            Problem problem = line.problem();
            out.printf("line %d: %s%n", line.line(), problem == null ? "" : problem.detail());
        });
        if (refused.size() > MOST_ERRORS_SHOWN) {
            out.printf("and %d more%n", refused.size() - MOST_ERRORS_SHOWN);
        }
        out.printf(
                "Nothing was started. Mend the file, then: ./touchstone experiment run %s --experiment %s%n", file, id);
        out.flush();
    }

    /// Until people have decided everything, and the judge has said what it will: it may leave some out.
    private void await(ExperimentClient client, Experiment started) throws InterruptedException {
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("decided")
                .setInitialMax(started.progress().reviews())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .build()) {
            Experiment now = started;
            while (now.progress().decided() < now.progress().reviews()
                    && now.course().closedAt() == null) {
                Thread.sleep(pollMs);
                now = client.get(started.id());
                bar.stepTo(now.progress().decided());
            }
        }
    }
}
